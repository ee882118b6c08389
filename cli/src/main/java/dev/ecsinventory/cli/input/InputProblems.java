package dev.ecsinventory.cli.input;

import dev.ecsinventory.config.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with an input, so that all of it is reported at once. */
final class InputProblems {
  private final String file;
  private final List<String> messages = new ArrayList<>();

  InputProblems(String file) {
    this.file = file;
  }

  /**
   * Notes a problem.
   *
   * @param pointer a JSON Pointer; empty for the whole document
   */
  void add(String pointer, int line, String what) {
    messages.add(
        "%s%s (line %d): %s".formatted(file, pointer.isEmpty() ? "" : "#" + pointer, line, what));
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  void throwIfAny() {
    if (!messages.isEmpty()) {
      throw unusable(messages);
    }
  }

  static InvalidInputException unusable(List<String> messages) {
    return new InvalidInputException("the input cannot be used", messages);
  }
}
