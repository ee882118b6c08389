package dev.ecsinventory.cli.result;

import dev.ecsinventory.cli.text.MarkdownText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A result in Markdown, for a comment on a pull request or the summary of a build. */
public final class ResultMarkdown {
  private final StringBuilder text = new StringBuilder();

  private ResultMarkdown() {}

  /** The text, ending in a line break. */
  public static String of(ShownResult result) {
    ResultMarkdown markdown = new ResultMarkdown();
    markdown.write(result);
    return markdown.text.toString();
  }

  private void write(ShownResult result) {
    line("## Tags of ECS task sets");
    line("");
    line(MarkdownText.escaped(result.title()));
    line("");
    line("- " + result.taskSetCounts());
    line("- " + result.violationCounts());
    for (String notice : result.notices()) {
      line("- " + MarkdownText.escaped(notice.strip().replaceFirst("^- ", "")));
    }
    for (ShownSection section : result.sections()) {
      line("");
      section.heading().map(MarkdownText::escaped).ifPresent(heading -> line(heading + "\n"));
      line("| service | task set | violation | found | expected | effect |");
      line("| --- | --- | --- | --- | --- | --- |");
      section.taskSets().forEach(this::rows);
    }
    List<ShownTaskSet> satisfied = result.satisfiedByService();
    if (!satisfied.isEmpty()) {
      line("\nSatisfied by tags of the service:\n");
      satisfied.forEach(
          taskSet ->
              line(
                  "- "
                      + MarkdownText.escaped(
                          "%s / %s: %s"
                              .formatted(
                                  taskSet.group(),
                                  taskSet.name(),
                                  String.join(", ", taskSet.satisfiedByService())))));
    }
  }

  private void rows(ShownTaskSet taskSet) {
    for (ShownViolation violation : taskSet.violations()) {
      line(
          Stream.of(
                  taskSet.group(),
                  taskSet.name(),
                  violation.kind(),
                  violation.found(),
                  violation.expected().orElse(""),
                  effect(violation))
              .map(MarkdownText::escaped)
              .collect(Collectors.joining(" | ", "| ", " |")));
    }
  }

  static String effect(ShownViolation violation) {
    return violation
        .waivedUntil()
        .map(time -> "waived until " + time)
        .orElse(violation.effect().name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  private void line(String line) {
    text.append(line).append("\n");
  }
}
