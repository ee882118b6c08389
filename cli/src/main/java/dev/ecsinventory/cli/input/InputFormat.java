package dev.ecsinventory.cli.input;

import dev.ecsinventory.cli.check.CheckFormat;
import dev.ecsinventory.cli.check.FailureCondition;
import dev.ecsinventory.cli.result.ResultHtml;
import dev.ecsinventory.cli.result.ResultJunit;
import dev.ecsinventory.cli.result.ResultMarkdown;
import dev.ecsinventory.cli.result.ResultTable;
import dev.ecsinventory.cli.text.Terminal;
import dev.ecsinventory.config.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes an evaluation in the formats of {@code check}. */
public final class InputFormat {
  private InputFormat() {}

  /**
   * The evaluation in {@code format}, in UTF-8, ending in a line break.
   *
   * @param terminal the reader of the format {@code TABLE}
   * @throws InvalidInputException for CSV and XLSX, whose columns are those of stored violations
   */
  public static byte[] content(
      InputEvaluation evaluation,
      CheckFormat format,
      FailureCondition condition,
      Terminal terminal) {
    return text(evaluation, format, condition, terminal).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(
      InputEvaluation evaluation,
      CheckFormat format,
      FailureCondition condition,
      Terminal terminal) {
    return switch (format) {
      case TABLE -> ResultTable.of(InputWords.of(evaluation, condition), terminal);
      case JSON -> InputJson.text(evaluation, condition);
      case SARIF -> InputSarif.text(evaluation, condition);
      case HTML -> ResultHtml.of(InputWords.of(evaluation, condition));
      case MARKDOWN -> ResultMarkdown.of(InputWords.of(evaluation, condition));
      case JUNIT -> ResultJunit.of(InputWords.of(evaluation, condition));
      case CSV, CSV_SPREADSHEET, XLSX ->
          throw new InvalidInputException(
              "the input cannot be checked",
              List.of(
                  "--format: %s is for snapshots; accepted with --input are table, json, sarif, html, markdown, junit"
                      .formatted(format)));
    };
  }
}
