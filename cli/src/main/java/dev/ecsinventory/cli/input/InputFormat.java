package dev.ecsinventory.cli.input;

import dev.ecsinventory.cli.check.CheckFormat;
import dev.ecsinventory.config.InvalidInputException;
import java.util.List;

/** Writes an evaluation in the formats of {@code check}. */
public final class InputFormat {
  private InputFormat() {}

  /**
   * The evaluation in {@code format}, ending in a line break.
   *
   * @throws InvalidInputException for CSV, whose columns are those of stored violations
   */
  public static String text(InputEvaluation evaluation, CheckFormat format) {
    return switch (format) {
      case TABLE -> InputTable.text(evaluation);
      case JSON -> InputJson.text(evaluation);
      case SARIF -> InputSarif.text(evaluation);
      case CSV ->
          throw new InvalidInputException(
              "the input cannot be checked",
              List.of(
                  "--format: csv is for snapshots; accepted with --input are table, json, sarif"));
    };
  }
}
