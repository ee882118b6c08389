package dev.ecsinventory.cli.snapshots;

import dev.ecsinventory.model.VisibleText;

/** Text of at most 80 columns. A word that is longer than a line, such as an ARN, is broken. */
final class Paragraphs {
  static final int WIDTH = 80;

  private final StringBuilder text = new StringBuilder();

  /** A paragraph whose lines begin with {@code indent} spaces. */
  Paragraphs add(int indent, String paragraph) {
    StringBuilder line = new StringBuilder(" ".repeat(indent));
    for (String word : VisibleText.of(paragraph).split(" ")) {
      boolean isFirst = line.length() == indent;
      if (!isFirst && line.length() + 1 + word.length() > WIDTH) {
        end(line);
        line = new StringBuilder(" ".repeat(indent));
        isFirst = true;
      }
      line.append(isFirst ? "" : " ").append(word);
      while (line.length() > WIDTH) {
        end(new StringBuilder(line.substring(0, WIDTH)));
        line = new StringBuilder(" ".repeat(indent) + line.substring(WIDTH));
      }
    }
    return end(line);
  }

  Paragraphs blank() {
    return end(new StringBuilder());
  }

  private Paragraphs end(StringBuilder line) {
    text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
