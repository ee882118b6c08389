package dev.ecsinventory.simulator.fleet;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A fleet or fault description is invalid. The message has its source and, on one line each, all
 * problems: the JSON path, the value and the accepted values.
 */
public final class InvalidDescriptionException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidDescriptionException(String source, List<String> problems) {
    super(message(requireNonNull(source, "source is null"), problems));
  }

  private static String message(String source, List<String> problems) {
    String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    return source + ": " + count + "\n  " + String.join("\n  ", problems);
  }
}
