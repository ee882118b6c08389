package dev.ecsinventory.cli.text;

import java.util.List;

/** Text in lines of a maximum length; by default 79 characters, for a terminal of 80 columns. */
public final class WrappedText {
  private static final int WIDTH = 79;

  private WrappedText() {}

  /** {@code first} and then {@code text}, broken at spaces; see {@link #of(String, List)}. */
  public static String of(String first, String text) {
    return of(first, List.of(text.split(" ")));
  }

  /** Like {@link #of(String, String)}, in lines of at most {@code width} characters. */
  public static String of(int width, String first, String text) {
    return of(width, first, List.of(text.split(" ")));
  }

  /** Like {@link #of(int, String, List)}, in lines of at most 79 characters. */
  public static String of(String first, List<String> parts) {
    return of(WIDTH, first, parts);
  }

  /**
   * {@code first} and then {@code parts}, with a space or a line break between them; further lines
   * begin below the first part. A part that is too long for a line, such as an ARN, is never
   * broken, so that it can be copied.
   *
   * @return lines, each ending in a line break
   */
  public static String of(int width, String first, List<String> parts) {
    StringBuilder lines = new StringBuilder();
    StringBuilder line = new StringBuilder(first);
    boolean hasPart = false;
    for (String part : parts) {
      if (hasPart && line.length() + 1 + part.length() > width) {
        end(lines, line);
        line = new StringBuilder(" ".repeat(first.length()));
        hasPart = false;
      }
      line.append(hasPart ? " " : "").append(part);
      hasPart = true;
    }
    end(lines, line);
    return lines.toString();
  }

  private static void end(StringBuilder lines, StringBuilder line) {
    lines.append(line.toString().stripTrailing()).append(System.lineSeparator());
  }
}
