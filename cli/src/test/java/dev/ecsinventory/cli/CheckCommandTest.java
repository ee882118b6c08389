package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.ecsinventory.cli.demo.SnapshotFiles;
import dev.ecsinventory.format.JsonLinesEncoder;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TagViolations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A new evaluation of the snapshots of the demonstration. */
class CheckCommandTest {
  private static final String SNAPSHOT = "20260115T060000Z";
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String MANIFEST = "inventory/manifests/dt=2026-01-15";

  private static final String NOTHING_BROKEN =
      """
      {"rules": [{"required_tags": {"tag1Key": "Anything"}}],
       "waivers": [{"reason": "not yet", "owner": "ann", "expires": "2030-01-01"}]}
      """;

  @TempDir static Path demo;
  private static String demoPolicy;

  @TempDir Path directory;

  @BeforeAll
  static void runDemo() {
    demoPolicy = CommandLineRun.projectHome().resolve("policies/demo.json").toString();
    CommandLineRun run = CommandLineRun.of("demo", "--out", demo.toString());
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains(" not compliant, "), run.out());
  }

  private static CommandLineRun check(String... options) {
    List<String> arguments = new ArrayList<>(List.of("check"));
    arguments.addAll(List.of(options));
    return CommandLineRun.of(arguments.toArray(String[]::new));
  }

  private static CommandLineRun evaluated(String format) {
    return check("--snapshot", demo.toString(), "--policy", demoPolicy, "--format", format);
  }

  private static List<Row> committed() {
    return new SnapshotFiles(demo, new ObjectKeys("inventory/"))
        .rowsOf(SNAPSHOT, TagViolations.DATASET);
  }

  private Path policy(String text) throws IOException {
    return Files.writeString(directory.resolve("policy.json"), text);
  }

  @Test
  void givesTheSameRowsByteForByteForTheSamePolicy() throws IOException {
    CommandLineRun run = evaluated("json");

    assertEquals(4, run.exitCode());
    JsonNode response = MAPPER.readTree(run.out());
    Set<String> again = new TreeSet<>();
    response.get("violations").forEach(row -> again.add(row.toString()));
    Set<String> before = new TreeSet<>();
    committed().forEach(row -> before.add(JsonLinesEncoder.line(row)));
    assertTrue(before.size() > 5, before.toString());
    assertEquals(before, again);
    Row summary =
        new SnapshotFiles(demo, new ObjectKeys("inventory/"))
            .rowsOf(SNAPSHOT, Snapshots.DATASET)
            .getFirst();
    assertEquals(summary.get(Snapshots.POLICY_ID), response.get("policy_id").textValue());
  }

  @Test
  void evaluatesByTheCanonicalTextThatWasKept() throws IOException {
    try (Stream<Path> kept = Files.list(demo.resolve("inventory/policies"))) {
      String policy = kept.findFirst().orElseThrow().toString();

      assertEquals(
          evaluated("csv").out(),
          check("--snapshot", demo.toString(), "--policy", policy, "--format", "csv").out());
    }
  }

  @Test
  void exitsWithZeroWhenNothingIsBroken() throws IOException {
    CommandLineRun run =
        check("--snapshot", demo.toString(), "--policy", policy(NOTHING_BROKEN).toString());

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains(" 0 not compliant, 0 unknown"), run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "inventory", MANIFEST, MANIFEST + "/20260115T060000Z.json"})
  void findsTheSnapshotFromFoldersAndFromItsManifest(String below) {
    CommandLineRun run =
        check("--snapshot", demo.resolve(below).toString(), "--policy", demoPolicy);

    assertEquals(4, run.exitCode(), run.err());
  }

  @Test
  void showsATable() {
    CommandLineRun run = evaluated("table");

    assertTrue(run.out().contains("MISSING_TAG"), run.out());
    assertTrue(run.out().contains("WRONG_KEY_CASE"), run.out());
    assertTrue(run.out().contains("2026-07-01T00:00:00Z"), run.out());
  }

  @Test
  void writesCsvWithEveryColumnAndEveryViolation() {
    List<CsvRecord> records =
        CsvReader.builder().ofCsvRecord(evaluated("csv").out()).stream().toList();

    assertEquals(committed().size() + 1, records.size());
    assertEquals("schema_version", records.getFirst().getField(0));
    int columns = TagViolations.DATASET.columns().size();
    records.forEach(record -> assertEquals(columns, record.getFieldCount(), record::toString));
  }

  @Test
  void writesSarifWithWaivedViolationsSuppressed() throws IOException {
    JsonNode sarif = MAPPER.readTree(evaluated("sarif").out());

    assertEquals("2.1.0", sarif.get("version").textValue());
    JsonNode run = sarif.get("runs").get(0);
    assertEquals(committed().size(), run.get("results").size());
    for (JsonNode result : run.get("results")) {
      JsonNode rule = run.at("/tool/driver/rules").get(result.get("ruleIndex").intValue());
      assertEquals(rule.get("id"), result.get("ruleId"));
      assertEquals(result.get("level").textValue().equals("note"), result.has("suppressions"));
    }
    assertTrue(run.get("results").findValues("suppressions").size() > 0);
  }

  @Test
  void writesToAFile() throws IOException {
    Path out = directory.resolve("result.csv");
    CommandLineRun run =
        check(
            "--snapshot",
            demo.toString(),
            "--policy",
            demoPolicy,
            "--format",
            "csv",
            "--out",
            out.toString());

    assertEquals(4, run.exitCode());
    assertEquals("", run.out());
    assertEquals(evaluated("csv").out(), Files.readString(out));
  }

  @Test
  void rejectsAPolicyThatIsNotUnderstood() throws IOException {
    Path wrong = policy("{\"tags\":{\"team\":{\"tag_keys\":\"Team\"}}}");
    CommandLineRun run = check("--snapshot", demo.toString(), "--policy", wrong.toString());

    assertRejected(run, "policy.json#/tags/team/tag_keys");
  }

  @Test
  void rejectsAFolderWithoutASnapshot() {
    assertRejected(
        check("--snapshot", directory.toString(), "--policy", demoPolicy),
        "it contains no manifest of a committed snapshot");
    assertRejected(
        check("--snapshot", directory + "/nowhere", "--policy", demoPolicy),
        "there is no such file or directory");
  }

  @Test
  void rejectsFilesThatAreNotTheCommittedOnes() throws IOException {
    Path copy = copyOfDemo();
    try (Stream<Path> files = Files.walk(copy.resolve("json/task_sets/dt=2026-01-15"))) {
      Path file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
      Files.write(file, new byte[] {1});
    }

    assertRejected(
        check("--snapshot", copy.toString(), "--policy", demoPolicy), "its SHA-256 differs");
  }

  @Test
  void evaluatesASnapshotOfParquetAloneAsItDoesOneOfJsonLines() throws IOException {
    Path copy = copyOfDemo();
    Path file = copy.resolve("manifests/dt=2026-01-15/20260115T060000Z.json");
    ObjectNode manifest = (ObjectNode) MAPPER.readTree(file.toFile());
    ArrayNode files = manifest.withArray("files");
    for (int index = files.size() - 1; index >= 0; index--) {
      if (files.get(index).path("format").asText().equals("json")) {
        Files.delete(copy.resolve(files.get(index).path("key").asText().substring(10)));
        files.remove(index);
      }
    }
    MAPPER.writeValue(file.toFile(), manifest);

    CommandLineRun run =
        check("--snapshot", copy.toString(), "--policy", demoPolicy, "--format", "csv");

    assertEquals(4, run.exitCode(), run.err());
    assertEquals(evaluated("csv").out(), run.out());
  }

  /** What was below the prefix, without the prefix. */
  private Path copyOfDemo() throws IOException {
    Path from = demo.resolve("inventory");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = directory.resolve("copy").resolve(from.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
    return directory.resolve("copy");
  }

  @Test
  void asksForSnapshotAndPolicy() {
    CommandLineRun neither = check();
    CommandLineRun noPolicy = check("--snapshot", demo.toString());

    assertEquals(List.of(2, 2), List.of(neither.exitCode(), noPolicy.exitCode()));
    assertTrue(neither.err().contains("--snapshot"), neither.err());
    assertTrue(noPolicy.err().contains("--policy"), noPolicy.err());
  }

  private static void assertRejected(CommandLineRun run, String reason) {
    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.err().contains(reason), run.err());
    assertFalse(run.err().contains("\tat "), run.err());
    assertEquals("", run.out());
  }
}
