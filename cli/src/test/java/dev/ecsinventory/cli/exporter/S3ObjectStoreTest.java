package dev.ecsinventory.cli.exporter;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.Backoff;
import dev.ecsinventory.cli.engine.EmbeddedS3;
import dev.ecsinventory.write.MissingDestinationException;
import dev.ecsinventory.write.ObjectStore;
import dev.ecsinventory.write.ObjectStoreContract;
import dev.ecsinventory.write.S3ObjectStore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

class S3ObjectStoreTest implements ObjectStoreContract {
  private static final AtomicInteger BUCKETS = new AtomicInteger();
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

  @Test
  void namesTheSettingWhenTheBucketDoesNotExist() {
    ObjectStore store = new S3ObjectStore(clients.s3(), "not-there");
    MissingDestinationException missing =
        assertThrows(MissingDestinationException.class, () -> store.get("a"));
    assertTrue(missing.getMessage().contains("INVENTORY_BUCKET: \"not-there\""));
  }
}
