package dev.ecsinventory.cli.check;

import dev.ecsinventory.report.ViolationsCsv;
import dev.ecsinventory.schema.Row;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** The format of the result. */
public enum CheckFormat {
  /** For people. */
  TABLE,
  /** The violations, for spreadsheets. */
  CSV,
  /** Counts and violations as one JSON object. */
  JSON,
  /** For code scanning. */
  SARIF;

  private static String csv(List<Row> violations) {
    StringWriter text = new StringWriter();
    try (ViolationsCsv csv = new ViolationsCsv(text)) {
      violations.forEach(csv::write);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  /** The result in this format, ending in a line break. */
  public String text(CheckResult result) {
    return switch (this) {
      case TABLE -> result.table();
      case CSV -> csv(result.violations());
      case JSON -> CheckJson.text(result);
      case SARIF -> CheckSarif.text(result);
    };
  }
}
