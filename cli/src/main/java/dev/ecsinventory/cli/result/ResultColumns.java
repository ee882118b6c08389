package dev.ecsinventory.cli.result;

import dev.ecsinventory.cli.text.Terminal;
import dev.ecsinventory.cli.text.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Violations as a table with columns, for a wide terminal. */
final class ResultColumns {
  private static final int MIN_COLUMNS = 100;
  private static final int KIND_WIDTH = 17;
  private static final int MAX_NAME_WIDTH = 36;
  private static final String GAP = "  ";

  private final ShownSection section;
  private final Terminal terminal;
  private final int[] widths;
  private final StringBuilder text = new StringBuilder();

  ResultColumns(ShownSection section, Terminal terminal) {
    this.section = section;
    this.terminal = terminal;
    this.widths = widths();
  }

  /** Whether a terminal is wide enough. */
  static boolean fit(Terminal terminal) {
    return terminal.columns() >= MIN_COLUMNS;
  }

  private int[] widths() {
    int name =
        section.taskSets().stream().mapToInt(taskSet -> taskSet.name().length()).max().orElse(0);
    int nameWidth = Math.clamp(name, "TASK SET".length(), MAX_NAME_WIDTH);
    int rest = terminal.width() - nameWidth - KIND_WIDTH - 4 * GAP.length();
    int longest =
        section.taskSets().stream()
            .flatMap(taskSet -> taskSet.violations().stream())
            .mapToInt(violation -> violation.found().length())
            .max()
            .orElse(0);
    int found = Math.clamp(longest, "FOUND".length(), rest / 2);
    return new int[] {nameWidth, KIND_WIDTH, found, rest - found};
  }

  String text() {
    row(TextStyle.MUTED, "TASK SET", "VIOLATION", "FOUND", "EXPECTED");
    section
        .groups()
        .forEach(
            (group, taskSets) -> {
              text.append(terminal.styled(TextStyle.HEADING, group)).append("\n");
              taskSets.forEach(this::taskSet);
            });
    return text.toString();
  }

  private void taskSet(ShownTaskSet taskSet) {
    String name = taskSet.name();
    for (ShownViolation violation : taskSet.violations()) {
      String expected = violation.expected().orElse("");
      String waived = violation.waivedUntil().map(time -> "waived until " + time).orElse("");
      row(
          violation.effect().style(),
          name,
          violation.kind(),
          violation.found(),
          expected + (expected.isEmpty() || waived.isEmpty() ? "" : "; ") + waived);
      name = "";
    }
  }

  /** A row, of as many lines as its longest cell needs. */
  private void row(TextStyle style, String... cells) {
    List<List<String>> columns =
        IntStream.range(0, cells.length)
            .mapToObj(column -> cell(cells[column], widths[column]))
            .toList();
    int lines = columns.stream().mapToInt(List::size).max().orElse(0);
    for (int line = 0; line < lines; line++) {
      StringBuilder row = new StringBuilder();
      for (int column = 0; column < cells.length; column++) {
        String part = line < columns.get(column).size() ? columns.get(column).get(line) : "";
        String padding = " ".repeat(widths[column] - part.length());
        boolean isColored = column == 1 || style == TextStyle.MUTED;
        row.append(GAP).append(isColored ? terminal.styled(style, part) : part).append(padding);
      }
      text.append(row.toString().stripTrailing()).append("\n");
    }
  }

  /** The lines of a cell, broken at spaces; a word that is too long is broken anywhere. */
  private static List<String> cell(String content, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : content.split(" ")) {
      String rest = word;
      if (!line.isEmpty() && line.length() + 1 + rest.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ");
      for (; rest.length() > width; rest = rest.substring(width)) {
        lines.add(rest.substring(0, width));
      }
      line.append(rest);
    }
    lines.add(line.toString());
    return lines;
  }
}
