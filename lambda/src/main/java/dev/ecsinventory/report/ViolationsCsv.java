package dev.ecsinventory.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.ColumnType;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TagViolations;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes violations as comma-separated values that no spreadsheet takes for a formula and no
 * terminal for a command: a line of column names, then one for each row; absent values are empty.
 * Every other value is written as it is, digits and spaces included. A spreadsheet that opens the
 * file without importing its columns as text still drops leading zeros: quotes do not prevent that.
 *
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
public final class ViolationsCsv implements Closeable {
  /**
   * What a spreadsheet may take for the beginning of a formula, wide forms too, after any spaces. A
   * value that already has our mark gets a second one, so that no two values are written alike.
   */
  private static final Pattern FORMULA = Pattern.compile("^'* *[=+\\-@＝＋－＠].*");

  private static final List<Column<?>> COLUMNS = TagViolations.DATASET.columns();

  private final CsvWriter csv;

  /** Writes the column names; closing this closes {@code out}. */
  public ViolationsCsv(Writer out) {
    csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.CRLF)
            .quoteStrategy(new AllButColumnNames())
            .build(out);
    csv.writeRecord(COLUMNS.stream().map(Column::name).toList());
  }

  public void write(Row violation) {
    csv.writeRecord(
        COLUMNS.stream()
            .map(column -> cell(column.type(), violation.get(column)))
            .collect(Collectors.toList()));
  }

  private static String cell(ColumnType<?> type, Object value) {
    String text =
        switch (type) {
          case ColumnType.ListType<?> list when value != null ->
              ((List<?>) value).stream().map(String::valueOf).collect(Collectors.joining(" "));
          case ColumnType<?> other -> value == null ? "" : value.toString();
        };
    String visible = VisibleText.of(text);
    return FORMULA.matcher(visible).matches() ? "'" + visible : visible;
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }

  /** A value in quotes is text, whatever is in it. */
  private static final class AllButColumnNames implements QuoteStrategy {
    private static final int COLUMN_NAMES = 1;

    @Override
    public boolean quoteNull(int line, int field) {
      return line > COLUMN_NAMES;
    }

    @Override
    public boolean quoteEmpty(int line, int field) {
      return line > COLUMN_NAMES;
    }

    @Override
    public boolean quoteValue(int line, int field, String value) {
      return line > COLUMN_NAMES;
    }
  }
}
