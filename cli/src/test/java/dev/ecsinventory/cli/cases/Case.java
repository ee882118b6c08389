package dev.ecsinventory.cli.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.cli.CommandLineRun;
import dev.ecsinventory.cli.demo.DemoEngines;
import dev.ecsinventory.cli.demo.SnapshotFiles;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.simulator.fleet.Fleet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A fleet, the engines, and a server that changes the responses of ECS. Tests run the command line
 * with them like a user; no run prints an error or a stack trace.
 */
final class Case implements AutoCloseable {
  private static final List<String> ENDPOINTS =
      List.of("aws.endpointUrlEcs", "aws.endpointUrlSts", "aws.endpointUrlOrganizations");

  private final Path directory;
  private final DemoEngines engines;
  private final ChangedResponses responses;
  private final Map<String, String> settings = new HashMap<>();
  private int scans;

  Case(Fleet fleet, Path directory) throws IOException {
    this.directory = directory;
    this.engines = DemoEngines.start(fleet);
    this.responses = new ChangedResponses(engines.ecs().endpoint());
    // The engines restore the former values.
    ENDPOINTS.forEach(name -> System.setProperty(name, responses.endpoint().toString()));
    settings.putAll(engines.settings());
    settings.remove("TAG_POLICY");
    settings.put("AWS_REGION", DemoEngines.REGION.id());
  }

  /** A test resource of this package as text. */
  static String resource(String name) {
    try (InputStream stream = Case.class.getResourceAsStream("/cases/" + name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  ChangedResponses responses() {
    return responses;
  }

  DemoEngines engines() {
    return engines;
  }

  Case set(String name, String value) {
    settings.put(name, value);
    return this;
  }

  /** Sets a policy of the test resources. */
  Case policy(String name) {
    return set("TAG_POLICY", "file:" + file(name, resource(name)));
  }

  String file(String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text).toString();
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** Runs a scan into a new folder. */
  CommandLineRun scan() {
    scans++;
    return plain(
        CommandLineRun.withLog(Clock.systemUTC(), settings, "scan", "--out", out().toString()));
  }

  CommandLineRun invoke(Instant time) {
    return plain(
        CommandLineRun.withLog(Clock.fixed(time, ZoneOffset.UTC), settings, "invoke", "--now"));
  }

  CommandLineRun check(String policy, String... options) {
    List<String> arguments = new ArrayList<>(List.of("check", "--snapshot", out().toString()));
    arguments.addAll(List.of("--policy", file(policy, resource(policy))));
    arguments.addAll(List.of(options));
    return plain(
        CommandLineRun.withLog(Clock.systemUTC(), Map.of(), arguments.toArray(String[]::new)));
  }

  /** The folder of the last scan. */
  Path out() {
    return directory.resolve("out-" + scans);
  }

  List<Row> rows(Dataset dataset) {
    return new SnapshotFiles(out(), new ObjectKeys("")).rows(dataset);
  }

  /** The table's current items of a kind, such as TASKSET. */
  List<Map<String, AttributeValue>> items(String kind) {
    try (AwsClients clients =
        new AwsClients(DemoEngines.REGION.id(), DemoEngines.READS_PER_SECOND, Backoff.DEFAULT)) {
      return clients
          .dynamoDb()
          .scanPaginator(scan -> scan.tableName(DemoEngines.TABLE).consistentRead(true))
          .items()
          .stream()
          .filter(item -> item.get("pk").s().startsWith(kind + "#"))
          .filter(item -> item.get("sk").s().equals("CURRENT"))
          .toList();
    }
  }

  static JsonNode summary(CommandLineRun run) {
    try {
      return new JsonMapper().readTree(run.out());
    } catch (IOException malformed) {
      throw new UncheckedIOException(run.out() + run.err(), malformed);
    }
  }

  private static CommandLineRun plain(CommandLineRun run) {
    assertFalse(run.err().contains("\tat "), run.err());
    assertFalse(run.err().lines().anyMatch(line -> line.startsWith("ERROR")), run.err());
    assertEquals(run.err(), run.err().replace("Exception:", ""), "an exception is shown");
    return run;
  }

  @Override
  public void close() {
    responses.close();
    engines.close();
  }
}
