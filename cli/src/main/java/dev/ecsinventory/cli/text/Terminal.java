package dev.ecsinventory.cli.text;

import java.util.Map;
import java.util.Optional;

/**
 * The reader of a text: the width of a line, and whether it may have colors.
 *
 * @param columns the width, of which texts leave the last column free
 * @see <a href="https://no-color.org">NO_COLOR</a>
 */
public record Terminal(int columns, boolean hasColor) {
  private static final int DEFAULT_COLUMNS = 80;

  /** Below this, a line has no space for the columns of a table. */
  private static final int MIN_COLUMNS = 40;

  private static final int MAX_COLUMNS = 1000;

  /** A file, a pipe, or a log. */
  public static final Terminal NONE = new Terminal(DEFAULT_COLUMNS, false);

  public Terminal {
    columns = Math.clamp(columns, MIN_COLUMNS, MAX_COLUMNS);
  }

  /**
   * The reader of standard output.
   *
   * @param columns the terminal's width; empty where standard output is no terminal
   * @param environment {@code COLUMNS} has precedence over the terminal's width; {@code NO_COLOR}
   *     and {@code TERM=dumb} prevent colors, {@code CLICOLOR_FORCE} requires them
   */
  public static Terminal of(Optional<String> columns, Map<String, String> environment) {
    boolean forced = !environment.getOrDefault("CLICOLOR_FORCE", "0").equals("0");
    boolean able = columns.isPresent() && !"dumb".equals(environment.get("TERM"));
    boolean rejected = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    int width =
        number(Optional.ofNullable(environment.get("COLUMNS")))
            .or(() -> number(columns))
            .orElse(DEFAULT_COLUMNS);
    return new Terminal(width, (forced || able) && !rejected);
  }

  private static Optional<Integer> number(Optional<String> text) {
    return text.filter(digits -> digits.matches("[1-9]\\d{0,5}")).map(Integer::parseInt);
  }

  /** The maximum length of a line: a terminal wraps a line that fills its last column. */
  public int width() {
    return columns - 1;
  }

  /** {@code text} in a style, if there are colors. */
  public String styled(TextStyle style, String text) {
    return hasColor && style != TextStyle.PLAIN && !text.isEmpty()
        ? "\u001b[" + style.parameters() + "m" + text + "\u001b[0m"
        : text;
  }
}
