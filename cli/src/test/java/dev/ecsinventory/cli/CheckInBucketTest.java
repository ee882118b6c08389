package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.cli.demo.SdkProperties;
import dev.ecsinventory.cli.demo.SnapshotFiles;
import dev.ecsinventory.cli.engine.Clients;
import dev.ecsinventory.cli.engine.EmbeddedS3;
import dev.ecsinventory.format.JsonLinesEncoder;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.TagViolations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A new evaluation of a snapshot in a bucket, through signed calls to an S3. */
@Isolated
class CheckInBucketTest {
  private static final String BUCKET = "inventory-bucket";
  private static final AwsBasicCredentials CREDENTIALS =
      AwsBasicCredentials.create("AKIDEXAMPLE", "secret");

  @TempDir static Path demo;
  private static EmbeddedS3 s3;
  private static SdkProperties properties;

  @BeforeAll
  static void putASnapshotIntoABucket() throws IOException {
    CommandLineRun run = CommandLineRun.of("demo", "--out", demo.toString());
    assertEquals(0, run.exitCode(), run.err());
    s3 = EmbeddedS3.inMemory(CREDENTIALS);
    s3.createBucket(BUCKET);
    try (S3Client client = Clients.of(s3, CREDENTIALS);
        Stream<Path> files = Files.walk(demo.resolve("inventory"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String key = demo.relativize(file).toString();
        client.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromFile(file));
      }
      client.putObject(
          put -> put.bucket(BUCKET).key("policies/demo.json"),
          RequestBody.fromFile(CommandLineRun.projectHome().resolve("policies/demo.json")));
    }
    properties =
        new SdkProperties(
            Map.of(
                "aws.accessKeyId", CREDENTIALS.accessKeyId(),
                "aws.secretAccessKey", CREDENTIALS.secretAccessKey(),
                "aws.region", "us-east-1",
                "aws.endpointUrlS3", s3.endpoint().toString()));
  }

  @AfterAll
  static void stop() {
    properties.close();
    s3.close();
  }

  private static CommandLineRun check(String snapshot, String format) {
    return CommandLineRun.of(
        "check",
        "--snapshot",
        snapshot,
        "--policy",
        "s3://" + BUCKET + "/policies/demo.json",
        "--format",
        format);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/inventory",
        "/inventory/",
        "/inventory/manifests/dt=2026-01-15/20260115T060000Z.json"
      })
  void givesTheSameRowsByteForByteForTheSamePolicy(String below) throws IOException {
    CommandLineRun run = check("s3://" + BUCKET + below, "json");

    assertEquals(4, run.exitCode(), run.err());
    JsonNode response = new JsonMapper().readTree(run.out());
    List<String> again =
        StreamSupport.stream(response.get("violations").spliterator(), false)
            .map(JsonNode::toString)
            .toList();
    List<String> committed =
        new SnapshotFiles(demo, new ObjectKeys("inventory/"))
            .rowsOf("20260115T060000Z", TagViolations.DATASET).stream()
                .map(JsonLinesEncoder::line)
                .toList();
    assertTrue(committed.size() > 5, committed.toString());
    assertEquals(new TreeSet<>(committed), new TreeSet<>(again));
  }

  @Test
  void saysTheSameAsOfTheCopyOnDisk() {
    for (String format : List.of("table", "csv", "json", "sarif")) {
      CommandLineRun inBucket = check("s3://" + BUCKET + "/inventory", format);

      assertEquals(check(demo.toString(), format).out(), inBucket.out());
      assertEquals(4, inBucket.exitCode(), inBucket.err());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/inventory", "/inventory/"})
  void verifiesAndListsWhatIsInTheBucket(String below) {
    String from = "s3://" + BUCKET + below;
    CommandLineRun verify = CommandLineRun.of("verify", "--from", from);
    CommandLineRun list = CommandLineRun.of("list", "--from", from, "--limit", "1");

    assertEquals(0, verify.exitCode(), verify.out() + verify.err());
    assertTrue(verify.out().contains("Result: consistent."), verify.out());
    assertTrue(list.out().contains("20260115T060000Z"), list.out() + list.err());
    assertEquals(2, list.out().lines().count(), list.out());
  }

  @Test
  void namesABucketAndAPrefixWithoutASnapshot() {
    CommandLineRun noBucket = check("s3://no-such-bucket/inventory", "json");
    assertEquals(2, noBucket.exitCode(), noBucket.out());
    assertTrue(noBucket.err().contains("s3://no-such-bucket/inventory"), noBucket.err());

    CommandLineRun nothingToVerify = CommandLineRun.of("verify", "--from", "s3://no-such-bucket");
    assertEquals(2, nothingToVerify.exitCode(), nothingToVerify.out());
    assertTrue(nothingToVerify.err().contains("--from: \"s3://no-such-bucket\""));

    CommandLineRun noSnapshot = check("s3://" + BUCKET + "/elsewhere", "json");
    assertEquals(2, noSnapshot.exitCode(), noSnapshot.out());
    assertTrue(
        noSnapshot.err().contains("it contains no manifest of a committed snapshot"),
        noSnapshot.err());
  }
}
