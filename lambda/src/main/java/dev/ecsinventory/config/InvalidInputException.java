package dev.ecsinventory.config;

import java.util.List;

/**
 * Settings, an event or a destination that cannot be used. The message names each problem: what is
 * wrong, where, and what is accepted. Nothing was written.
 */
public final class InvalidInputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  /** An exception whose message is {@code what}, a colon and each problem on a line. */
  public InvalidInputException(String what, List<String> problems) {
    super(what + ":\n  - " + String.join("\n  - ", problems));
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("no problem given");
    }
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
