package dev.ecsinventory.cli.tabular;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.ecsinventory.cli.CommandLineRun;
import dev.ecsinventory.cli.demo.DemoEngines;
import dev.ecsinventory.format.DuckDb;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.simulator.fleet.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other programs read the violations that {@code check} exports without a change of a value. */
class ExportsTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String ACCOUNT = "012345678901";
  private static final List<String> VALUES =
      List.of(
          "0815",
          "1E5",
          "007",
          "1.50",
          "2026-01-01",
          "TRUE",
          "wahr",
          "NaN",
          "NULL",
          "4711 ",
          "1,5",
          "",
          "'",
          "'0815",
          "=1+1",
          "=HYPERLINK(\"http://x\",\"y\")",
          "+1",
          "-2",
          "@SUM(A1)",
          "a;b",
          "say \"hi\"",
          "Lager Köln",
          "部門",
          "a\tb",
          "a\nb",
          "a\r\nb",
          "\u202ea",
          "\\u0041",
          "May 5",
          "1/2",
          "10:30",
          "50%",
          "x".repeat(256));

  private static final String READ =
      """
      import csv, json, sys
      quoting = getattr(csv, 'QUOTE_NOTNULL', csv.QUOTE_MINIMAL)
      with open(sys.argv[1], encoding='utf-8', newline='') as file:
          print(json.dumps(list(csv.reader(file, quoting=quoting))))
      """;

  @TempDir private static Path directory;
  private static List<List<String>> expected;
  private static Path csv;
  private static Path spreadsheet;
  private static Path workbook;

  @BeforeAll
  static void export() throws IOException {
    Path snapshot = directory.resolve("snapshot");
    try (DemoEngines _ = DemoEngines.start(fleet())) {
      CommandLineRun scan =
          CommandLineRun.of("scan", "--out", snapshot.toString(), "--region", "us-east-1");
      assertEquals(0, scan.exitCode(), scan.err());
    }
    csv = directory.resolve("exact.csv");
    spreadsheet = directory.resolve("spreadsheet.csv");
    workbook = directory.resolve("tags.xlsx");
    CommandLineRun check =
        CommandLineRun.of(
            "check",
            "--snapshot",
            snapshot.toString(),
            "--policy",
            policy().toString(),
            "--format",
            "json",
            "--format",
            "csv",
            "--out",
            csv.toString(),
            "--format",
            "csv-spreadsheet",
            "--out",
            spreadsheet.toString(),
            "--format",
            "xlsx",
            "--out",
            workbook.toString());
    assertEquals(4, check.exitCode(), check.err());
    expected = table(MAPPER.readTree(check.out()).get("violations"));
    assertTrue(expected.size() > VALUES.size(), expected::toString);
    int actualValue = names().indexOf(TagViolations.ACTUAL_VALUE.name());
    assertTrue(expected.stream().anyMatch(row -> row.get(actualValue) == null));
    assertTrue(expected.stream().anyMatch(row -> "".equals(row.get(actualValue))));
  }

  /** One rule that no value complies with, and one whose tag no task set has. */
  private static Path policy() throws IOException {
    return Files.writeString(
        directory.resolve("policy.json"),
        "{\"tags\":{\"team\":{\"tag_key\":\"Team\",\"tag_value\":[\"pay\"]},"
            + "\"owner\":{\"tag_key\":\"Owner\",\"report_required_tag_for\":[\"ecs:task-set\"]}}}");
  }

  /** A service with a task set for each value. */
  private static Fleet fleet() {
    ObjectNode fleet = MAPPER.createObjectNode();
    ObjectNode region =
        fleet
            .putArray("accounts")
            .addObject()
            .put("id", ACCOUNT)
            .putArray("regions")
            .addObject()
            .put("name", "us-east-1");
    ObjectNode service =
        region
            .putArray("clusters")
            .addObject()
            .put("clusterName", "c")
            .putArray("services")
            .addObject()
            .put("serviceName", "s");
    service.putObject("deploymentController").put("type", "EXTERNAL");
    ArrayNode taskSets = service.putArray("taskSets");
    VALUES.forEach(
        value ->
            taskSets
                .addObject()
                .putArray("tags")
                .addObject()
                .put("key", "Team")
                .put("value", value));
    return Fleet.parse(fleet.toString());
  }

  private static List<String> names() {
    return TagViolations.DATASET.columns().stream().<String>map(Column::name).toList();
  }

  private static List<List<String>> table(JsonNode violations) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(names());
    for (JsonNode violation : violations) {
      List<String> row = new ArrayList<>();
      for (String name : names()) {
        JsonNode value = violation.get(name);
        row.add(value.isNull() ? null : value.isTextual() ? value.textValue() : value.toString());
      }
      rows.add(row);
    }
    return rows;
  }

  /** What a person sees: escapes, and an empty cell for an absent value. */
  private static List<List<String>> visible() {
    return expected.stream()
        .map(row -> row.stream().map(v -> v == null ? "" : VisibleText.of(v)).toList())
        .toList();
  }

  private static List<List<String>> records(Path file) throws IOException {
    try (Stream<List<String>> records =
        CsvReader.builder().ofCsvRecord(file).stream().map(record -> record.getFields())) {
      return records.toList();
    }
  }

  @Test
  void duckDbReadsTheExactValues() throws Exception {
    try (DuckDb duckDb = new DuckDb()) {
      List<List<Object>> rows =
          duckDb.query(
              ("SELECT * FROM read_csv('%s', all_varchar = true, header = true, delim = ',',"
                      + " quote = '\"', escape = '\"', allow_quoted_nulls = false)")
                  .formatted(csv));

      assertEquals(sorted(expected.subList(1, expected.size())), sorted(rows));
    }
  }

  private static <T> List<String> sorted(List<List<T>> rows) {
    return rows.stream().map(List::toString).sorted(Comparator.naturalOrder()).toList();
  }

  @Test
  void pythonReadsTheExactValues() throws Exception {
    String python = OtherPrograms.python().orElse("");
    skipUnless(!python.isEmpty(), "Python is not installed");
    JsonNode rows = MAPPER.readTree(OtherPrograms.output(List.of(python, "-c", READ, csv + "")));
    List<List<String>> read = new ArrayList<>();
    for (JsonNode row : rows) {
      List<String> cells = new ArrayList<>();
      row.forEach(cell -> cells.add(cell.textValue()));
      read.add(cells);
    }

    boolean distinguishesNull = OtherPrograms.distinguishesNull(python);
    if (!distinguishesNull) {
      System.out.println("SKIPPED: absent values, which csv of " + python + " reads as empty");
    }
    assertEquals(
        distinguishesNull
            ? expected
            : expected.stream()
                .map(row -> row.stream().map(v -> v == null ? "" : v).toList())
                .toList(),
        read);
  }

  @Test
  void theFileForSpreadsheetsIsRestored() throws IOException {
    byte[] guarded = Files.readAllBytes(spreadsheet);
    assertArrayEquals(
        new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, Arrays.copyOf(guarded, 3));

    Path restored = directory.resolve("restored.csv");
    CommandLineRun run =
        CommandLineRun.of(
            "check", "--unguard", spreadsheet.toString(), "--out", restored.toString());

    assertEquals(0, run.exitCode(), run.err());
    assertArrayEquals(Files.readAllBytes(csv), Files.readAllBytes(restored));
    assertEquals(
        Files.readString(csv),
        CommandLineRun.of("check", "--unguard", spreadsheet.toString()).out());
  }

  @Test
  void aFileThatAProgramChangedIsNotRestored() throws IOException {
    Path changed = directory.resolve("changed.csv");
    Files.writeString(
        changed, Files.readString(spreadsheet).replace("\"'" + ACCOUNT + "\"", "12345678901"));

    CommandLineRun run = CommandLineRun.of("check", "--unguard", changed.toString());

    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("line 2, field 4 has no apostrophe"), run.err());
    assertEquals("", run.out());
    assertEquals(2, CommandLineRun.of("check", "--unguard", csv.toString()).exitCode());
    assertEquals(
        2,
        CommandLineRun.of("check", "--unguard", directory.resolve("none").toString()).exitCode());
  }

  @Test
  void theWorkbookHasTextCellsOnly() throws IOException {
    List<List<String>> rows = Workbooks.sheet(workbook, 2);

    assertEquals(visible().size(), rows.size());
    for (int row = 0; row < rows.size(); row++) {
      List<String> cells = new ArrayList<>();
      for (int column = 0; column < names().size(); column++) {
        String cell = column < rows.get(row).size() ? rows.get(row).get(column) : null;
        cells.add(cell == null ? "" : cell);
      }
      assertEquals(visible().get(row), cells);
    }
    assertEquals(VALUES.size() + 1, Workbooks.sheet(workbook, 3).size());
    List<List<String>> facts = Workbooks.sheet(workbook, 1);
    assertTrue(facts.contains(List.of("Snapshot status", "COMPLETE")), facts::toString);
  }

  @Test
  void aWorkbookNeedsAFile() {
    CommandLineRun run =
        CommandLineRun.of(
            "check",
            "--snapshot",
            directory.resolve("snapshot").toString(),
            "--policy",
            directory.resolve("policy.json").toString(),
            "--format",
            "xlsx");

    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("xlsx is not text; name a file with --out"), run.err());
    assertFalse(run.err().contains("\tat "), run.err());
  }

  @Test
  void libreOfficeOpensTheFileForSpreadsheetsUnchanged() throws IOException {
    skipUnless(OtherPrograms.hasLibreOffice(), "LibreOffice (soffice) is not installed");
    Path folder = Files.createDirectory(directory.resolve("calc-csv"));
    OtherPrograms.saveAsCsv(spreadsheet, folder);
    Path saved = onlyCsv(folder);

    CommandLineRun run = CommandLineRun.of("check", "--unguard", saved.toString());

    assertEquals(0, run.exitCode(), run.err());
    assertEquals(Files.readString(csv), run.out());
  }

  @Test
  void libreOfficeOpensTheWorkbookUnchanged() throws IOException {
    skipUnless(OtherPrograms.hasLibreOffice(), "LibreOffice (soffice) is not installed");
    Path folder = Files.createDirectory(directory.resolve("calc-xlsx"));
    OtherPrograms.saveAsCsv(workbook, folder);

    assertEquals(visible(), records(folder.resolve("tags-Violations.csv")));
  }

  private static Path onlyCsv(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".csv")).toList();
      assertEquals(1, found.size(), found::toString);
      return found.getFirst();
    }
  }

  private static void skipUnless(boolean isInstalled, String missing) {
    if (!isInstalled) {
      System.out.println("SKIPPED: " + missing);
    }
    assumeTrue(isInstalled, "SKIPPED: " + missing);
  }
}
