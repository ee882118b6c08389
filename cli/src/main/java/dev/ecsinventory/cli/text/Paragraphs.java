package dev.ecsinventory.cli.text;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.VisibleText;

/** Paragraphs for a terminal. A word that is longer than a line, such as a key, is broken. */
public final class Paragraphs {
  private final Terminal terminal;
  private final StringBuilder text = new StringBuilder();

  public Paragraphs(Terminal terminal) {
    this.terminal = requireNonNull(terminal, "terminal is null");
  }

  /** A paragraph whose lines begin with {@code indent} spaces. */
  public Paragraphs add(int indent, String paragraph) {
    return add(indent, TextStyle.PLAIN, paragraph);
  }

  /** A paragraph in a style. */
  public Paragraphs add(int indent, TextStyle style, String paragraph) {
    int width = terminal.width();
    StringBuilder line = new StringBuilder(" ".repeat(indent));
    for (String word : VisibleText.of(paragraph).split(" ")) {
      boolean isFirst = line.length() == indent;
      if (!isFirst && line.length() + 1 + word.length() > width) {
        end(line, style);
        line = new StringBuilder(" ".repeat(indent));
        isFirst = true;
      }
      line.append(isFirst ? "" : " ").append(word);
      while (line.length() > width) {
        end(new StringBuilder(line.substring(0, width)), style);
        line = new StringBuilder(" ".repeat(indent) + line.substring(width));
      }
    }
    return end(line, style);
  }

  public Paragraphs blank() {
    return end(new StringBuilder(), TextStyle.PLAIN);
  }

  private Paragraphs end(StringBuilder line, TextStyle style) {
    String indented = line.toString().stripTrailing();
    String words = indented.stripLeading();
    text.append(" ".repeat(indented.length() - words.length()))
        .append(terminal.styled(style, words))
        .append(System.lineSeparator());
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
