package dev.ecsinventory.cli.check;

import dev.ecsinventory.cli.result.ResultHtml;
import dev.ecsinventory.cli.result.ResultJunit;
import dev.ecsinventory.cli.result.ResultMarkdown;
import dev.ecsinventory.cli.result.ResultTable;
import dev.ecsinventory.cli.tabular.ExactCsv;
import dev.ecsinventory.cli.tabular.SpreadsheetCsv;
import dev.ecsinventory.cli.text.Terminal;
import dev.ecsinventory.schema.TagViolations;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The format of the result. */
public enum CheckFormat {
  /** For people. */
  TABLE,
  /** The violations with exact values, for programs. */
  CSV,
  /** The violations in cells that a spreadsheet does not convert. */
  CSV_SPREADSHEET,
  /** A workbook with the violations and all task sets. */
  XLSX,
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

  /** The name in the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the format is not text, so that it needs a file. */
  public boolean isBinary() {
    return this == XLSX;
  }

  /** The result in this format, ending in a line break; every violation fails. */
  String text(CheckResult result) {
    return text(result, FailureCondition.ANY, Terminal.NONE);
  }

  /**
   * The bytes of the result, as {@link #text(CheckResult, FailureCondition, Terminal)} in UTF-8 for
   * a format that is text.
   */
  public byte[] content(CheckResult result, FailureCondition condition, Terminal terminal) {
    return isBinary()
        ? WorkbookContent.of(result, condition)
        : text(result, condition, terminal).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The result in this format, ending in a line break.
   *
   * @param terminal the reader of the format {@code TABLE}
   * @throws IllegalStateException for a format that is not text
   */
  String text(CheckResult result, FailureCondition condition, Terminal terminal) {
    return switch (this) {
      case TABLE -> ResultTable.of(result.shown(condition), terminal);
      case CSV -> ExactCsv.of(TagViolations.DATASET, result.violations());
      case CSV_SPREADSHEET -> SpreadsheetCsv.of(TagViolations.DATASET, result.violations());
      case XLSX -> throw new IllegalStateException(this + " is not text");
      case JSON -> CheckJson.text(result, condition);
      case SARIF -> CheckSarif.text(result, condition);
      case HTML -> ResultHtml.of(result.shown(condition));
      case MARKDOWN -> ResultMarkdown.of(result.shown(condition));
      case JUNIT -> ResultJunit.of(result.shown(condition));
    };
  }
}
