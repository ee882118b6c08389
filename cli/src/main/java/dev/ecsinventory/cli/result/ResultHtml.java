package dev.ecsinventory.cli.result;

import java.util.List;
import java.util.Locale;

/** A result as one self-contained page, which loads nothing and runs no script. */
public final class ResultHtml {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Tags of ECS task sets</title>
      <style>
      :root { color-scheme: light dark }
      body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem }
      table { border-collapse: collapse; width: 100% }
      caption { font-weight: 600; padding: 1rem 0 .25rem; text-align: left }
      th, td { border-bottom: 1px solid #8886; padding: .3rem .6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere }
      .fails { color: #b3261e } .waived, .in-baseline { opacity: .65 }
      @media (prefers-color-scheme: dark) { .fails { color: #ff8a80 } }
      </style>
      </head>
      <body>
      <h1>Tags of ECS task sets</h1>
      """;

  private final StringBuilder text = new StringBuilder(HEAD);

  private ResultHtml() {}

  /** The page. */
  public static String of(ShownResult result) {
    ResultHtml html = new ResultHtml();
    html.write(result);
    return html.text.append("</body>\n</html>\n").toString();
  }

  private void write(ShownResult result) {
    paragraph(result.title());
    list(List.of(result.taskSetCounts(), result.violationCounts()));
    list(result.notices());
    for (ShownSection section : result.sections()) {
      section.heading().ifPresent(this::paragraph);
      section.groups().forEach(this::table);
    }
    if (!result.satisfiedByService().isEmpty()) {
      paragraph("Satisfied by tags of the service:");
      list(
          result.satisfiedByService().stream()
              .map(
                  taskSet ->
                      "%s / %s: %s"
                          .formatted(
                              taskSet.group(),
                              taskSet.name(),
                              String.join(", ", taskSet.satisfiedByService())))
              .toList());
    }
  }

  private void table(String group, List<ShownTaskSet> taskSets) {
    text.append("<table>\n<caption>").append(escaped(group)).append("</caption>\n<tr>");
    List.of("Task set", "Violation", "Found", "Expected", "Effect")
        .forEach(name -> text.append("<th scope=\"col\">").append(name).append("</th>"));
    text.append("</tr>\n");
    for (ShownTaskSet taskSet : taskSets) {
      taskSet.violations().forEach(violation -> row(taskSet, violation));
    }
    text.append("</table>\n");
  }

  private void row(ShownTaskSet taskSet, ShownViolation violation) {
    String effect = violation.effect().name().toLowerCase(Locale.ROOT).replace('_', '-');
    text.append("<tr class=\"").append(effect).append("\">");
    List.of(
            taskSet.name(),
            violation.kind(),
            violation.found(),
            violation.expected().orElse(""),
            ResultMarkdown.effect(violation))
        .forEach(cell -> text.append("<td>").append(escaped(cell)).append("</td>"));
    text.append("</tr>\n");
  }

  private void paragraph(String content) {
    text.append("<p>").append(escaped(content)).append("</p>\n");
  }

  private void list(List<String> items) {
    if (!items.isEmpty()) {
      text.append("<ul>\n");
      items.forEach(item -> text.append("<li>").append(escaped(item)).append("</li>\n"));
      text.append("</ul>\n");
    }
  }

  private static String escaped(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
