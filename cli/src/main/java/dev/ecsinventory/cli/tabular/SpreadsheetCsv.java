package dev.ecsinventory.cli.tabular;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.ecsinventory.config.FileProblem;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Comma-separated values that a spreadsheet opens without a dialog and without changing a value: a
 * byte order mark, by which Excel recognizes UTF-8, and cells that are certainly text.
 */
public final class SpreadsheetCsv {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private SpreadsheetCsv() {}

  /** The column names, then one record per row. */
  public static String of(Dataset dataset, List<Row> rows) {
    StringWriter text = new StringWriter();
    text.write(BYTE_ORDER_MARK);
    try (CsvWriter csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.CRLF)
            // Also a spreadsheet that separates by semicolons or spaces keeps cells together.
            .quoteStrategy(QuoteStrategies.NON_EMPTY)
            .build(text)) {
      csv.writeRecord(RowCells.names(dataset));
      for (Row row : rows) {
        List<String> cells = new ArrayList<>();
        RowCells.of(row).forEach(value -> cells.add(SpreadsheetCell.of(value)));
        csv.writeRecord(cells);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  /**
   * The text of {@link ExactCsv} with the same values, also if a spreadsheet saved the file again.
   *
   * @throws InvalidInputException when the file cannot be read, or contains a cell that {@link #of}
   *     did not write
   */
  public static String unguarded(Path file) {
    List<List<String>> records = new ArrayList<>();
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder().ofCsvRecord(text(file).replaceFirst("^" + BYTE_ORDER_MARK, ""))) {
      for (CsvRecord record : csv) {
        records.add(values(file, record));
      }
    } catch (CsvParseException | CharacterCodingException malformed) {
      throw unusable(file, "it is not CSV in UTF-8");
    } catch (IOException failure) {
      throw unusable(file, "it cannot be read: " + FileProblem.of(failure));
    }
    return ExactCsv.text(records);
  }

  private static String text(Path file) throws IOException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
        .toString();
  }

  private static List<String> values(Path file, CsvRecord record) {
    List<String> values = new ArrayList<>();
    for (String cell : record.getFields()) {
      if (!SpreadsheetCell.isGuarded(cell)) {
        throw unusable(
            file,
            "line %d, field %d has no apostrophe that marks it as text; a program changed it, or"
                    .formatted(record.getStartingLineNumber(), values.size() + 1)
                + " the format of the file is not csv-spreadsheet");
      }
      values.add(SpreadsheetCell.value(cell));
    }
    return values;
  }

  private static InvalidInputException unusable(Path file, String why) {
    return new InvalidInputException(
        "the file cannot be restored", List.of("--unguard: \"%s\": %s".formatted(file, why)));
  }
}
