package dev.ecsinventory.cli.engine;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * S3 over HTTP on a free port of the loopback address. It checks signatures (version 4),
 * preconditions and checksums as S3 does; tagging, versioning and encryption headers are not
 * supported.
 *
 * <p>Buckets are addressed by path: clients need {@code forcePathStyle}. It often closes the
 * connection after it has stored a chunked body: clients need {@code chunkedEncodingEnabled(false)}
 * for reliable responses to writes.
 *
 * @see <a href="https://github.com/gaul/s3proxy">S3Proxy</a>
 */
public final class EmbeddedS3 implements AutoCloseable {
  /** Responses are immediate, so there is no reason to wait for clients when the server stops. */
  private static final long STOP_TIMEOUT_MILLIS = 0;

  private final BlobStore store;
  private final S3Proxy server;

  private EmbeddedS3(BlobStore store, AwsBasicCredentials credentials) {
    requireNonNull(credentials, "credentials is null");
    this.store = new ConditionalPuts(store);
    this.server =
        S3Proxy.builder()
            .blobStore(this.store)
            .endpoint(Loopback.uri(0))
            .awsAuthentication(
                AuthenticationType.AWS_V4, credentials.accessKeyId(), credentials.secretAccessKey())
            .ignoreUnknownHeaders(true)
            .stopTimeout(STOP_TIMEOUT_MILLIS)
            .build();
    Loopback.start("S3", server::start);
  }

  /** Stores objects in memory. */
  public static EmbeddedS3 inMemory(AwsBasicCredentials credentials) {
    return new EmbeddedS3(BlobStores.create("transient-nio2", new Properties()), credentials);
  }

  /** Stores objects as files {@code BUCKET/KEY} of an existing directory. */
  public static EmbeddedS3 inDirectory(Path directory, AwsBasicCredentials credentials) {
    Properties properties = new Properties();
    properties.setProperty("jclouds.filesystem.basedir", directory.toAbsolutePath().toString());
    return new EmbeddedS3(BlobStores.create("filesystem-nio2", properties), credentials);
  }

  public URI endpoint() {
    return Loopback.uri(server.getPort());
  }

  /** Creates a bucket unless it exists. */
  public void createBucket(String name) {
    if (!store.containerExists(name)) {
      store.createContainer(name);
    }
  }

  @Override
  public void close() {
    Loopback.stop("S3", server::stop);
    store.close();
  }
}
