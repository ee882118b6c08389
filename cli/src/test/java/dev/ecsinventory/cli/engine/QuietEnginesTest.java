package dev.ecsinventory.cli.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;

/** Isolated, because it checks the output of the entire process. */
@Isolated
class QuietEnginesTest {
  @Test
  void printNothing() {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(capture);
    System.setErr(capture);
    try {
      startUseAndStop();
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertEquals("", printed.toString(StandardCharsets.UTF_8));
  }

  private static void startUseAndStop() {
    AwsBasicCredentials credentials = AwsBasicCredentials.create("key", "secret");
    try (EmbeddedS3 s3 = EmbeddedS3.inMemory(credentials);
        EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.start(credentials, Region.US_EAST_1)) {
      s3.createBucket("inventory");
      dynamoDb.createTable("inventory");
    }
  }
}
