package dev.ecsinventory.cli.tabular;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Comma-separated values for programs: every value is exact. A field is quoted only if it must be,
 * or if it is the empty text: an empty field without quotes is an absent value.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
public final class ExactCsv {
  private ExactCsv() {}

  /** The column names, then one record per row. */
  public static String of(Dataset dataset, List<Row> rows) {
    return text(
        Stream.concat(Stream.of(RowCells.names(dataset)), rows.stream().map(RowCells::of))
            .toList());
  }

  static String text(List<List<String>> records) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.CRLF)
            .quoteStrategy(QuoteStrategies.EMPTY)
            .build(text)) {
      records.forEach(csv::writeRecord);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }
}
