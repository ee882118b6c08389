package dev.ecsinventory.infra.athena;

import dev.ecsinventory.aws.S3ObjectStore;
import dev.ecsinventory.infra.PatientHttp;
import dev.ecsinventory.store.ObjectStore;
import java.net.URI;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket in memory or in a directory, served through the S3 protocol. */
final class LocalBucket {
  static final String ACCESS_KEY = "test";
  static final String SECRET_KEY = "test";

  private final S3Proxy server;
  private final S3Client client;
  private final String name;

  /** The first bucket of a new server. */
  LocalBucket(String name) throws Exception {
    this(name, BlobStores.create("transient-nio2", new Properties()));
    client.createBucket(bucket -> bucket.bucket(name));
  }

  private LocalBucket(String name, BlobStore store) throws Exception {
    this.name = name;
    server =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
            .ignoreUnknownHeaders(true)
            .build();
    server.start();
    client =
        S3Client.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(endpoint())
            .forcePathStyle(true)
            // The server closes idle connections between tests, and the client would not detect it.
            .overrideConfiguration(override -> override.putHeader("Connection", "close"))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
            .httpClient(PatientHttp.client())
            .build();
  }

  private LocalBucket(LocalBucket first, String name) {
    this.server = first.server;
    this.client = first.client;
    this.name = name;
    client.createBucket(bucket -> bucket.bucket(name));
  }

  /** A bucket whose objects are the files {@code NAME/KEY} of an existing directory. */
  static LocalBucket inDirectory(Path directory, String name) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("jclouds.filesystem.basedir", directory.toAbsolutePath().toString());
    return new LocalBucket(name, BlobStores.create("filesystem-nio2", properties));
  }

  /** Another bucket of the same server. */
  LocalBucket another(String anotherName) {
    return new LocalBucket(this, anotherName);
  }

  String name() {
    return name;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  void put(String key, byte[] bytes) {
    client.putObject(object -> object.bucket(name).key(key), RequestBody.fromBytes(bytes));
  }

  /** The bucket through the function's own client. */
  ObjectStore store() {
    return new S3ObjectStore(client, name);
  }

  /** The size of all objects under a prefix. */
  long bytes(String prefix) {
    return client.listObjectsV2(list -> list.bucket(name).prefix(prefix)).contents().stream()
        .mapToLong(S3Object::size)
        .sum();
  }
}
