package dev.ecsinventory.cli.tabular;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskSets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A result as a workbook in the format XLSX, with the sheets Result, Violations and Task sets.
 * Every cell is text, also if a person edits it, so that no program converts {@code 012345678901},
 * {@code 0815} or {@code 1E5}. Invisible characters are escapes.
 *
 * @see <a
 *     href="https://support.microsoft.com/en-us/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3">
 *     Excel specifications and limits</a>
 */
public final class ResultWorkbook {
  private static final int MAX_ROWS = 1_048_576;
  private static final int MAX_CHARACTERS = 32_767;
  private static final int COLUMN_WIDTH = 24;

  /** The columns that identify a task set, its creator and its compliance. */
  private static final List<Column<?>> TASK_SET =
      List.of(
          TaskSets.DATASET.accountId(),
          TaskSets.DATASET.region(),
          TaskSets.CLUSTER_NAME,
          TaskSets.SERVICE_NAME,
          TaskSets.TASK_SET_ID,
          TaskSets.COMPLIANCE_STATUS,
          TaskSets.STATUS,
          TaskSets.EXTERNAL_ID,
          TaskSets.STARTED_BY,
          TaskSets.CREATED_AT,
          TaskSets.TAGS_KNOWN,
          TaskSets.TAGS,
          TaskSets.TASK_SET_ARN);

  private final Workbook workbook;

  private ResultWorkbook(Workbook workbook) {
    this.workbook = requireNonNull(workbook, "workbook is null");
  }

  /**
   * The bytes of the workbook.
   *
   * @param facts the rows of the first sheet
   * @throws InvalidInputException when a sheet would have more rows than the format permits
   */
  public static byte[] of(Map<String, String> facts, List<Row> violations, List<Row> taskSets) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(bytes, "ECS Inventory", "1.0")) {
      ResultWorkbook sheets = new ResultWorkbook(workbook);
      sheets.facts(facts);
      sheets.rows("Violations", TagViolations.DATASET.columns(), violations);
      sheets.rows("Task sets", TASK_SET, taskSets);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private void facts(Map<String, String> facts) {
    Worksheet sheet = sheet("Result", 2);
    int number = 0;
    for (Map.Entry<String, String> fact : facts.entrySet()) {
      put(sheet, number, 0, fact.getKey());
      put(sheet, number, 1, fact.getValue());
      number++;
    }
    sheet.range(0, 0, number, 0).style().bold().format("@").set();
  }

  private void rows(String name, List<Column<?>> columns, List<Row> rows) {
    if (rows.size() >= MAX_ROWS) {
      throw new InvalidInputException(
          "the result cannot be written",
          List.of(
              "--format: xlsx permits %,d rows per sheet, and %s has %,d; use csv"
                  .formatted(MAX_ROWS, name, rows.size() + 1)));
    }
    Worksheet sheet = sheet(name, columns.size());
    for (int column = 0; column < columns.size(); column++) {
      put(sheet, 0, column, columns.get(column).name());
    }
    sheet.range(0, 0, 0, columns.size() - 1).style().bold().format("@").set();
    sheet.freezePane(0, 1);
    for (int number = 0; number < rows.size(); number++) {
      List<String> cells = RowCells.of(rows.get(number), columns);
      for (int column = 0; column < cells.size(); column++) {
        put(sheet, number + 1, column, cells.get(column));
      }
    }
    if (!rows.isEmpty()) {
      sheet.setAutoFilter(0, 0, rows.size(), columns.size() - 1);
    }
  }

  private Worksheet sheet(String name, int columns) {
    Worksheet sheet = workbook.newWorksheet(name);
    for (int column = 0; column < columns; column++) {
      sheet.width(column, COLUMN_WIDTH);
    }
    return sheet;
  }

  private static void put(Worksheet sheet, int row, int column, String value) {
    if (value != null) {
      sheet.value(row, column, cut(VisibleText.of(value)));
      sheet.style(row, column).format("@").set();
    }
  }

  /** A longer text makes the workbook invalid, and so does half of a surrogate pair. */
  private static String cut(String text) {
    if (text.length() <= MAX_CHARACTERS) {
      return text;
    }
    int end = MAX_CHARACTERS - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
