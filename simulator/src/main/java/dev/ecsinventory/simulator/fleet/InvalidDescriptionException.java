package dev.ecsinventory.simulator.fleet;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A fleet or fault description that cannot be used. The message names its source and, a line each,
 * everything that is wrong with it: the JSON path, the value found and what is accepted.
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
