package dev.ecsinventory.cli.text;

import dev.ecsinventory.model.VisibleText;

/** Values in Markdown: names and tags, which anyone may choose, are never markup. */
public final class MarkdownText {
  private MarkdownText() {}

  /** {@code text} on one line, without markup, mentions or line breaks of a table. */
  public static String of(String text) {
    return escaped(VisibleText.of(text));
  }

  /** Like {@link #of}, for a text in which invisible characters are escaped already. */
  public static String escaped(String text) {
    return text.replaceAll("([\\\\|<>`*_\\[\\]~#&])", "\\\\$1").replace("@", "&#64;");
  }
}
