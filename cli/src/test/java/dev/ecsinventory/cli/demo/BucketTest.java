package dev.ecsinventory.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.S3ObjectStore;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.store.MissingDestinationException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** The S3 client and store of the function, with S3. */
class BucketTest {
  private static DemoEngines engines;
  private static AwsClients clients;
  private static S3Client s3;

  @BeforeAll
  static void start() {
    engines = DemoEngines.start(DemoFleet.read());
    clients = new AwsClients("us-east-1", 1, Backoff.DEFAULT);
    s3 = clients.s3();
  }

  @AfterAll
  static void stop() {
    s3.close();
    clients.close();
    engines.close();
  }

  @Test
  void replacesAnObject() {
    S3ObjectStore store = new S3ObjectStore(s3, DemoEngines.BUCKET);
    store.put("replaced", bytes("before"), "text/plain");
    store.put("replaced", bytes("after"), "text/plain");

    assertArrayEquals(bytes("after"), store.get("replaced").orElseThrow());
    assertEquals(Optional.empty(), store.get("absent"));
  }

  /**
   * With chunked bodies, one in ten puts seemed to fail, was repeated, and found its own object.
   */
  @Test
  void succeedsForTheFirstPutOnly() {
    S3ObjectStore store = new S3ObjectStore(s3, DemoEngines.BUCKET);
    for (int number = 0; number < 100; number++) {
      String key = "once/" + number;
      assertTrue(store.putIfAbsent(key, bytes("first"), "text/plain"));
      assertFalse(store.putIfAbsent(key, bytes("second"), "text/plain"));
      assertArrayEquals(bytes("first"), store.get(key).orElseThrow());
    }
  }

  @Test
  void reportsAMissingBucket() {
    S3ObjectStore store = new S3ObjectStore(s3, "no-such-bucket");

    MissingDestinationException missing =
        assertThrows(MissingDestinationException.class, () -> store.get("key"));
    assertEquals(
        "INVENTORY_BUCKET: \"no-such-bucket\" is not a bucket that exists", missing.getMessage());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
