package dev.ecsinventory.cli.check;

import dev.ecsinventory.cli.result.ResultHtml;
import dev.ecsinventory.cli.result.ResultJunit;
import dev.ecsinventory.cli.result.ResultMarkdown;
import dev.ecsinventory.cli.result.ResultTable;
import dev.ecsinventory.cli.text.Terminal;
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
  SARIF,
  /** A self-contained page. */
  HTML,
  /** For a pull request, or the summary of a build. */
  MARKDOWN,
  /** For the test report of a build. */
  JUNIT;

  private static String csv(List<Row> violations) {
    StringWriter text = new StringWriter();
    try (ViolationsCsv csv = new ViolationsCsv(text)) {
      violations.forEach(csv::write);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  /** The result in this format, ending in a line break; every violation fails. */
  String text(CheckResult result) {
    return text(result, FailureCondition.ANY, Terminal.NONE);
  }

  /**
   * The result in this format, ending in a line break.
   *
   * @param terminal the reader of the format {@code TABLE}
   */
  public String text(CheckResult result, FailureCondition condition, Terminal terminal) {
    return switch (this) {
      case TABLE -> ResultTable.of(result.shown(condition), terminal);
      case CSV -> csv(result.violations());
      case JSON -> CheckJson.text(result, condition);
      case SARIF -> CheckSarif.text(result, condition);
      case HTML -> ResultHtml.of(result.shown(condition));
      case MARKDOWN -> ResultMarkdown.of(result.shown(condition));
      case JUNIT -> ResultJunit.of(result.shown(condition));
    };
  }
}
