package dev.ecsinventory.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotRequestTest {
  private static final Settings SETTINGS =
      Settings.from(
          Map.of(
              "INVENTORY_BUCKET", "my-bucket",
              "INVENTORY_TABLE", "my-table",
              "INVENTORY_REGIONS", "us-east-1,eu-central-1"));

  private static final Instant NOW = Instant.parse("2026-01-15T06:00:07.250Z");

  /** The sample events for the function, and one that the function sends. */
  static List<Path> events() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../events"))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .filter(file -> !file.endsWith("task-set-tag-compliance-change.json"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void readsTheSampleEvents(Path event) throws IOException {
    SnapshotRequest request = read(Files.readString(event));
    boolean narrowed = !event.getFileName().toString().equals("scheduled.json");
    assertEquals(narrowed, request.id().scopeHash().isPresent());
    assertTrue(request.id().value().matches("20260115T060000Z(-[0-9a-f]{8})?"));
  }

  @Test
  void derivesItsIdentityFromTheEventOnly() {
    assertEquals(
        "20260115T060000Z",
        read("{\"time\":\"2026-01-15T07:00:00.900+01:00\",\"detail\":{}}").id().value());
    String narrowed = "{\"time\":\"2026-01-15T06:00:00Z\",\"detail\":{\"clusters\":[%s]}}";
    assertEquals(
        read(narrowed.formatted("\"a\",\"b\"")).id(), read(narrowed.formatted("\"b\",\"a\"")).id());
    assertNotEquals(read(narrowed.formatted("\"a\"")).id(), read(narrowed.formatted("\"b\"")).id());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|time is missing",
        "[]|is not a JSON object",
        "''|is not a JSON object",
        "{\"time\":|is not JSON",
        "{\"time\":\"yesterday\"}|time: \"yesterday\" is not an ISO 8601 time",
        "{\"time\":\"2026-01-15T06:00:00\"}|with a zone",
        "{\"time\":\"2026-01-15T06:00:00Z\",\"detail\":[]}|detail: [] is not an object",
        "{\"time\":\"2026-01-15T06:00:00Z\",\"detail\":{\"cluster\":[\"a\"]}}"
            + "|detail.cluster is not a key that narrows a scope; accepted are accounts, regions",
        "{\"time\":\"2026-01-15T06:00:00Z\",\"detail\":{\"clusters\":\"a\"}}"
            + "|detail.clusters: \"a\" is not a list",
        "{\"time\":\"2026-01-15T06:00:00Z\",\"detail\":{\"clusters\":[]}}"
            + "|detail.clusters: [] is not a list of one or more strings",
        "{\"time\":\"2026-01-15T06:00:00Z\",\"detail\":{\"clusters\":[7]}}"
            + "|detail.clusters: 7 is not a string",
        "{\"time\":\"2026-01-15T06:00:00Z\",\"detail\":{\"clusters\":[\"a b\"]}}"
            + "|detail.clusters: \"a b\" is not a name, an ARN or a glob",
        "{\"time\":\"2026-01-15T06:00:00Z\",\"detail\":{\"clusters\":"
            + "[\"arn:aws:ecs:us-east-1:123456789012:service/a/b\"]}}|is not the ARN of a cluster",
        "{\"time\":\"2026-01-15T06:00:00Z\",\"detail\":{\"services\":"
            + "[\"arn:aws:ecs:us-west-*:123456789012:service/a/b\"]}}|is in the Region us-west-*,"
            + " which is not read; INVENTORY_REGIONS has us-east-1, eu-central-1",
        "{\"time\":\"2026-01-15T06:00:00Z\",\"detail\":{\"regions\":[\"us-east-1\"],\"services\":"
            + "[\"arn:aws:ecs:eu-central-1:123456789012:service/a/b\"]}}|is in the Region"
            + " eu-central-1, which is not read; detail.regions has us-east-1",
        "{\"time\":\"2026-01-15T06:00:00Z\",\"detail\":{\"regions\":[\"us-west-2\"]}}"
            + "|accepted are us-east-1, eu-central-1",
        "{\"time\":\"2026-01-15T06:00:00Z\",\"detail\":{\"accounts\":[\"12\"]}}"
            + "|is not an account id of twelve digits"
      })
  void reportsTheKeyTheValueAndTheAcceptedValues(String event, String expected) {
    String message = assertThrows(InvalidInputException.class, () -> read(event)).getMessage();
    assertTrue(message.contains(expected), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1969-12-31T23:59:59Z", "0000-01-01T00:00:00Z", "-0001-06-01T00:00:00Z"})
  void rejectsTimesOutsideOfTheIndexes(String time) {
    String event = "{\"time\":\"%s\"}".formatted(time);
    String message = assertThrows(InvalidInputException.class, () -> read(event)).getMessage();
    assertTrue(
        message.contains("\"" + time + "\" is too early; accepted are times from 1970-01-01"),
        message);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-15T06:05:07Z, true",
    "2026-01-15T06:05:08Z, false",
    "2026-01-15T06:05:07.001Z, false",
    "2026-01-15T08:05:07+02:00, true",
    "2026-01-15T06:05:07-00:01, false",
    "2062-01-15T08:00:00Z, false",
    "+999999999-12-31T23:59:59Z, false",
    "1999-12-31T23:59:59Z, true",
    "1970-01-01T00:00:00Z, true"
  })
  void acceptsTimesUpToFiveMinutesAheadOfTheClock(String time, boolean accepted) {
    String event = "{\"time\":\"%s\"}".formatted(time);
    if (accepted) {
      assertEquals(OffsetDateTime.parse(time).toInstant(), read(event).id().time());
      return;
    }
    String message = assertThrows(InvalidInputException.class, () -> read(event)).getMessage();
    assertTrue(message.contains("\"" + time + "\" is in the future"), message);
    assertTrue(message.contains("the clock reads 2026-01-15T06:00:07Z"), message);
    assertTrue(message.contains("accepted are times up to 2026-01-15T06:05:07Z"), message);
  }

  @Test
  void reportsAllProblemsTogether() {
    InvalidInputException problems =
        assertThrows(
            InvalidInputException.class,
            () -> read("{\"detail\":{\"x\":1,\"regions\":[\"mars\"],\"services\":[]}}"));
    assertEquals(4, problems.problems().size(), problems.getMessage());
  }

  private static SnapshotRequest read(String event) {
    return SnapshotRequest.read(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), SETTINGS, () -> NOW);
  }
}
