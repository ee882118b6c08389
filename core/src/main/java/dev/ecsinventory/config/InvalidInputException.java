package dev.ecsinventory.config;

import dev.ecsinventory.model.VisibleText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Settings, an event or a destination are invalid. The message lists each problem: the value, its
 * location, and the accepted values. Nothing was written.
 */
public final class InvalidInputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  /**
   * An exception whose message is {@code what}, a colon and each problem on a line. In the message,
   * invisible characters of quoted input are escaped; {@link #problems} has the original ones.
   */
  public InvalidInputException(String what, List<String> problems) {
    super(
        problems.stream()
            .map(VisibleText::of)
            .collect(Collectors.joining("\n  - ", VisibleText.of(what) + ":\n  - ", "")));
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("no problem given");
    }
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
