package dev.ecsinventory.cli.exporter;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.S3ObjectStore;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.cli.engine.EmbeddedS3;
import dev.ecsinventory.store.MissingDestinationException;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.store.ObjectStoreContract;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

@Isolated
class S3ObjectStoreTest implements ObjectStoreContract {
  private static final AtomicInteger BUCKETS = new AtomicInteger();
  private static final Path FILE = Path.of("pom.xml");
  private static EmbeddedS3 engine;
  private static AwsClients clients;

  @BeforeAll
  static void start() {
    engine = EmbeddedS3.inMemory(AwsBasicCredentials.create("AKIDEXAMPLE", "secret"));
    System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
    System.setProperty("aws.secretAccessKey", "secret");
    System.setProperty("aws.endpointUrlS3", engine.endpoint().toString());
    clients = new AwsClients("us-east-1", 1, Backoff.DEFAULT);
  }

  @AfterAll
  static void stop() {
    System.clearProperty("aws.endpointUrlS3");
    clients.close();
    engine.close();
  }

  @Override
  public ObjectStore emptyStore() {
    String bucket = "bucket-" + BUCKETS.incrementAndGet();
    engine.createBucket(bucket);
    return new S3ObjectStore(clients.s3(), bucket);
  }

  /** Another conditional put was in progress: S3 requires a new read. */
  @Test
  void treatsAConflictAsAChange() {
    ObjectStore store = new S3ObjectStore(rejecting(409), "bucket");
    assertFalse(store.putIfUnchanged("a", Optional.of("tag"), FILE, TYPE));
    assertFalse(store.putIfUnchanged("a", Optional.empty(), FILE, TYPE));
    ObjectStore denied = new S3ObjectStore(rejecting(403), "bucket");
    assertThrows(
        S3Exception.class, () -> denied.putIfUnchanged("a", Optional.of("tag"), FILE, TYPE));
  }

  private static S3Client rejecting(int status) {
    return (S3Client)
        Proxy.newProxyInstance(
            S3Client.class.getClassLoader(),
            new Class<?>[] {S3Client.class},
            (proxy, method, arguments) -> {
              throw S3Exception.builder().statusCode(status).build();
            });
  }

  @Test
  void reportsTheSettingIfTheBucketDoesNotExist() {
    ObjectStore store = new S3ObjectStore(clients.s3(), "not-there");
    MissingDestinationException missing =
        assertThrows(MissingDestinationException.class, () -> store.get("a"));
    assertTrue(missing.getMessage().contains("INVENTORY_BUCKET: \"not-there\""));
  }
}
