package dev.ecsinventory.cli.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.ecsinventory.cli.text.Terminal;
import dev.ecsinventory.format.Samples;
import dev.ecsinventory.manifest.AccountNames;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskSets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** Tag values that were chosen to do harm where they are shown. */
class HostileValuesTest {
  private static final Instant TIME = Instant.parse("2026-01-15T06:00:00Z");
  private static final int ACTUAL_VALUE = TagViolations.ACTUAL_VALUE.ordinal();
  private static final String ARN = "arn:aws:ecs:us-east-1:123456789012:";

  /** The owner of an account chooses its name. */
  private static CheckResult violated(String value) {
    AccountNames names = new AccountNames(Map.of("123456789012", value));
    Row violation =
        Row.builder(TagViolations.DATASET)
            .set(TagViolations.DATASET.schemaVersion(), 1)
            .set(TagViolations.DATASET.snapshotId(), "20260115T060000Z")
            .set(TagViolations.DATASET.snapshotTime(), TIME)
            .set(TagViolations.DATASET.accountId(), "123456789012")
            .set(TagViolations.DATASET.region(), "us-east-1")
            .set(TagViolations.CLUSTER_ARN, ARN + "cluster/prod")
            .set(TagViolations.CLUSTER_NAME, "prod")
            .set(TagViolations.SERVICE_ARN, ARN + "service/prod/shop")
            .set(TagViolations.SERVICE_NAME, "shop")
            .set(TagViolations.TASK_SET_ARN, ARN + "task-set/prod/shop/ecs-svc/1")
            .set(TagViolations.POLICY_ID, "0".repeat(64))
            .set(TagViolations.RULE, "Team" + value)
            .set(TagViolations.VIOLATION, "VALUE_NOT_ALLOWED")
            .set(TagViolations.ACTUAL_KEY, "Team")
            .set(TagViolations.ACTUAL_VALUE, value)
            .set(TagViolations.EXPECTED, "pay" + value)
            .set(TagViolations.SUGGESTION, value)
            .set(TagViolations.EXTERNAL_ID, value)
            .set(TagViolations.STARTED_BY, value)
            .set(TagViolations.WAIVED_UNTIL, TIME)
            .set(TagViolations.WAIVER_REASON, value)
            .set(TagViolations.WAIVER_OWNER, value)
            .build();
    Row snapshot =
        Samples.snapshot(SnapshotId.at(TIME, Optional.empty()), SnapshotStatus.COMPLETE)
            .with(Snapshots.CLUSTER_COUNT, 1)
            .with(Snapshots.SERVICE_COUNT, 1)
            .with(Snapshots.TASK_SET_COUNT, 1)
            .with(Snapshots.TAG_VIOLATION_COUNT, 1)
            .with(Snapshots.API_CALLS, 5);
    Row taskSet =
        Samples.taskSet()
            .with(TaskSets.CLUSTER_ARN, violation.get(TagViolations.CLUSTER_ARN))
            .with(TaskSets.TASK_SET_ARN, violation.get(TagViolations.TASK_SET_ARN))
            .with(TaskSets.COMPLIANCE_STATUS, ComplianceStatus.NON_COMPLIANT.name());
    return new CheckResult(
        snapshot, "0".repeat(64), List.of(taskSet), List.of(violation), List.of(), names);
  }

  private static String cell(CheckFormat format, String value) {
    String text = format.text(violated(value)).replaceFirst("^\uFEFF", "");
    try (Stream<CsvRecord> records = CsvReader.builder().ofCsvRecord(text).stream()) {
      return records.skip(1).findFirst().orElseThrow().getField(ACTUAL_VALUE);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "  =1",
        "'=1",
        "''-1",
        "＝1＋1",
        "=HYPERLINK(\"http://x\")"
      })
  void leavesNoFormulaInTheFileForSpreadsheets(String value) {
    assertEquals("'" + value, cell(CheckFormat.CSV_SPREADSHEET, value));
  }

  @Test
  void escapesWhatASpreadsheetSkipsBeforeAFormula() {
    assertEquals("'\\u0009=1", cell(CheckFormat.CSV_SPREADSHEET, "\t=1"));
    assertEquals("'\\u000d\\u000a=1", cell(CheckFormat.CSV_SPREADSHEET, "\r\n=1"));
    assertEquals("'\\u00a0=1", cell(CheckFormat.CSV_SPREADSHEET, "\u00a0=1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "012345678901",
        "0815",
        "1E5",
        "1e5",
        "2026-01-01",
        "TRUE",
        "1,5",
        " x ",
        "''",
        "'a",
        "a'",
        "NULL",
        "=1+1",
        "say \"hi\"; a",
        "a\tb\r\nc\u202e",
        ""
      })
  void keepsEveryValueAsItIsInCsv(String value) {
    assertEquals(value, cell(CheckFormat.CSV, value));
  }

  /** All texts of a format; those of a workbook are in its files. */
  private static String text(CheckFormat format, CheckResult result) throws IOException {
    byte[] content = format.content(result, FailureCondition.ANY, Terminal.NONE);
    if (!format.isBinary()) {
      return new String(content, StandardCharsets.UTF_8).replaceFirst("^\uFEFF", "");
    }
    Path file = Files.write(Files.createTempFile("result", ".xlsx"), content);
    StringBuilder text = new StringBuilder();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        text.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return text.toString();
  }

  /** In every place where a text of others can be, in every format that people read. */
  @ParameterizedTest
  @EnumSource(value = CheckFormat.class, mode = Mode.EXCLUDE, names = "CSV")
  void showsEveryInvisibleCharacter(CheckFormat format) throws IOException {
    String invisible = invisible();
    assertTrue(invisible.codePointCount(0, invisible.length()) > 500);
    String text = text(format, violated("a" + invisible + "b"));

    text.codePoints()
        .filter(point -> point != '\n' && point != '\r')
        .forEach(
            point ->
                assertFalse(
                    isInvisible(point), () -> format + " has " + Integer.toHexString(point)));
  }

  /** Those that are assigned, and some that are not. */
  private static String invisible() {
    return IntStream.rangeClosed(0, 0xE0FFF)
        .filter(HostileValuesTest::isInvisible)
        .filter(point -> Character.isDefined(point) || point % 0x1000 == 0xFF0)
        .filter(point -> point < 0xE000 || point > 0xF8FF)
        .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isInvisible(int point) {
    String text = Character.toString(point);
    return point != '\\' && !VisibleText.of(text).equals(text);
  }

  @ParameterizedTest
  @EnumSource(value = CheckFormat.class, mode = Mode.EXCLUDE, names = "CSV")
  void sendsNothingToATerminalThatItWouldObey(CheckFormat format) throws IOException {
    String text = text(format, violated("a\u001b]0;owned\u0007\u202Eb\u2028c\u0085d"));

    text.codePoints()
        .forEach(
            point ->
                assertFalse(
                    point != '\n' && point != '\r' && point < 0x20
                        || point == 0x7f
                        || point == 0x85
                        || point == 0x202E
                        || point == 0x2028,
                    () -> format + " has " + Integer.toHexString(point)));
  }

  @Test
  void writesNoLinkAndNoPlaceholderIntoSarif() throws Exception {
    String text =
        new JsonMapper()
            .readTree(CheckFormat.SARIF.text(violated("[click](http://x) {0}")))
            .at("/runs/0/results/0/message/text")
            .textValue();

    assertTrue(text.contains("\\[click\\](http://x) {{0}}"), text);
  }

  /** A viewer shows the text that is in the JSON, not the JSON. */
  @Test
  void showsEveryInvisibleCharacterInTheTextsOfSarif() throws Exception {
    JsonNode result =
        new JsonMapper()
            .readTree(CheckFormat.SARIF.text(violated("a" + invisible() + "b")))
            .at("/runs/0/results/0");

    for (String uri : List.of("/message/text", "/suppressions/0/justification")) {
      String text = result.at(uri).textValue();
      assertTrue(text.contains("3164"), uri);
      assertFalse(text.codePoints().anyMatch(HostileValuesTest::isInvisible), uri);
    }
  }
}
