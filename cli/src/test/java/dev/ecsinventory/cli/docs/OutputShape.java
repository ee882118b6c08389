package dev.ecsinventory.cli.docs;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The shape of an output: its lines, in which any number stands for any other, and {@code …} for
 * any text; a line {@code …} for any lines.
 */
final class OutputShape {
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
  private static final String ANYTHING = "…";

  private OutputShape() {}

  /** The first documented line that the output does not have, after the ones before it; or null. */
  static String firstMissing(String documented, String output) {
    List<String> lines = output.lines().map(OutputShape::normalized).toList();
    int next = 0;
    for (String line : documented.lines().toList()) {
      if (line.equals(ANYTHING)) {
        continue;
      }
      Pattern pattern = pattern(line);
      while (next < lines.size() && !pattern.matcher(lines.get(next)).matches()) {
        next++;
      }
      if (next == lines.size()) {
        return line;
      }
      next++;
    }
    return null;
  }

  private static Pattern pattern(String line) {
    return Pattern.compile(
        Arrays.stream(normalized(line).split(ANYTHING, -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")));
  }

  private static String normalized(String line) {
    return NUMBER.matcher(line.stripTrailing()).replaceAll("0");
  }
}
