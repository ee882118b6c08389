package dev.ecsinventory.cli.check;

import dev.ecsinventory.cli.terminal.TerminalText;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.ColumnType;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TagViolations;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Violations as comma-separated values that no spreadsheet takes for a formula and no terminal for
 * a command.
 *
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class ViolationsCsv {
  private static final String LINE_END = "\r\n";

  /** What a spreadsheet may take for the beginning of a formula, wide forms and spaces too. */
  private static final Pattern FORMULA = Pattern.compile("^[\\s\\p{Z}]*[=+\\-@＝＋－＠].*");

  private ViolationsCsv() {}

  /** A line of column names, then one for each row; absent values are empty. */
  static String text(List<Row> violations) {
    List<Column<?>> columns = TagViolations.DATASET.columns();
    StringBuilder text = new StringBuilder();
    text.append(columns.stream().map(Column::name).collect(Collectors.joining(",")));
    text.append(LINE_END);
    for (Row violation : violations) {
      text.append(
          columns.stream()
              .map(column -> cell(column.type(), violation.get(column)))
              .collect(Collectors.joining(",")));
      text.append(LINE_END);
    }
    return text.toString();
  }

  private static String cell(ColumnType<?> type, Object value) {
    String text =
        switch (type) {
          case ColumnType.ListType<?> list when value != null ->
              ((List<?>) value).stream().map(String::valueOf).collect(Collectors.joining(" "));
          case ColumnType<?> other -> value == null ? "" : value.toString();
        };
    String harmless = TerminalText.harmless(text);
    String inert = FORMULA.matcher(harmless).matches() ? "'" + harmless : harmless;
    return "\"" + inert.replace("\"", "\"\"") + "\"";
  }
}
