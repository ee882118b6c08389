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
 * Writes violations as comma-separated values that no spreadsheet interprets as a formula and no
 * terminal as a command: a line of column names, then one line per row; absent values are empty.
 * Every other value is written unchanged, digits and spaces included. A spreadsheet that opens the
 * file without importing its columns as text still drops leading zeros: quotes do not prevent that.
 *
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
public final class ViolationsCsv implements Closeable {
  /**
   * Matches the beginning of a formula, full-width forms included, after any spaces. A value that
   * already begins with the apostrophe gets a second one, so that two different values are never
   * written alike.
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

  /** Quotes all values, regardless of their content. */
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
