package dev.ecsinventory.cli.result;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.cli.text.Terminal;
import dev.ecsinventory.cli.text.TextStyle;
import dev.ecsinventory.cli.text.WrappedText;
import dev.ecsinventory.model.ComplianceStatus;

/** A result for a terminal: the counts, then the violations, grouped by service. */
public final class ResultTable {
  private static final String INDENT = "    %-17s  ";
  private static final String BELOW = INDENT.formatted("");

  private final ShownResult result;
  private final Terminal terminal;
  private final StringBuilder text = new StringBuilder();

  private ResultTable(ShownResult result, Terminal terminal) {
    this.result = requireNonNull(result, "result is null");
    this.terminal = requireNonNull(terminal, "terminal is null");
  }

  /** The text, ending in a line break. */
  public static String of(ShownResult result, Terminal terminal) {
    return new ResultTable(result, terminal).text();
  }

  private String text() {
    summary();
    for (ShownSection section : result.sections()) {
      line("");
      section.heading().ifPresent(this::heading);
      boolean hasColumns = ResultColumns.fit(terminal);
      String violations =
          hasColumns ? new ResultColumns(section, terminal).text() : stacked(section);
      text.append(violations);
    }
    if (!result.satisfiedByService().isEmpty()) {
      line("");
      line(terminal.styled(TextStyle.HEADING, "Satisfied by tags of the service:"));
      result.satisfiedByService().forEach(this::satisfied);
    }
    return text.toString();
  }

  private void summary() {
    String lines =
        WrappedText.of(terminal.width(), "", result.title())
            + WrappedText.of(terminal.width(), "  ", result.taskSetCounts())
            + WrappedText.of(terminal.width(), "  ", result.violationCounts());
    lines.lines().forEach(line -> line(terminal.styled(style(), line)));
    result.notices().forEach(notice -> wrapped(TextStyle.WARNING, notice));
  }

  private TextStyle style() {
    if (result.count(Effect.FAILS) > 0) {
      return TextStyle.BAD;
    }
    boolean proven = result.notProven().isEmpty() && result.count(ComplianceStatus.UNKNOWN) == 0;
    return proven ? TextStyle.GOOD : TextStyle.WARNING;
  }

  private void heading(String heading) {
    wrapped(TextStyle.HEADING, heading);
    line("");
  }

  private void wrapped(TextStyle style, String paragraph) {
    String indent = " ".repeat(paragraph.length() - paragraph.stripLeading().length());
    WrappedText.of(terminal.width(), indent, paragraph.strip())
        .lines()
        .forEach(line -> line(terminal.styled(style, line)));
  }

  private String stacked(ShownSection section) {
    StringBuilder lines = new StringBuilder();
    section
        .groups()
        .forEach(
            (group, taskSets) -> {
              lines.append(terminal.styled(TextStyle.HEADING, group)).append("\n");
              taskSets.forEach(taskSet -> stacked(lines, taskSet));
            });
    return lines.toString();
  }

  private void stacked(StringBuilder lines, ShownTaskSet taskSet) {
    if (!taskSet.name().isEmpty()) {
      lines.append("  ").append(taskSet.name()).append("\n");
    }
    for (ShownViolation violation : taskSet.violations()) {
      String kind = INDENT.formatted(violation.kind());
      String styled = terminal.styled(violation.effect().style(), kind.strip());
      lines.append(
          WrappedText.of(terminal.width(), kind, violation.found())
              .replaceFirst(violation.kind(), styled));
      below(lines, violation.expected().map(expected -> "expected: " + expected).orElse(""));
      below(lines, violation.waivedUntil().map(time -> "waived until " + time).orElse(""));
    }
  }

  private void below(StringBuilder lines, String detail) {
    if (!detail.isEmpty()) {
      lines.append(WrappedText.of(terminal.width(), BELOW, detail));
    }
  }

  private void satisfied(ShownTaskSet taskSet) {
    String tags =
        "%s / %s: %s"
            .formatted(
                taskSet.group(), taskSet.name(), String.join(", ", taskSet.satisfiedByService()));
    text.append(WrappedText.of(terminal.width(), "  ", tags));
  }

  private void line(String line) {
    text.append(line).append("\n");
  }
}
