package dev.ecsinventory.cli.snapshots;

import dev.ecsinventory.cli.text.Counted;
import dev.ecsinventory.cli.text.Paragraphs;
import dev.ecsinventory.cli.text.Terminal;
import dev.ecsinventory.cli.text.TextStyle;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.verify.ConservationFinding;
import dev.ecsinventory.verify.ConservationReport;
import dev.ecsinventory.verify.ConservationReport.Extent;
import dev.ecsinventory.verify.FindingCode;
import dev.ecsinventory.verify.NotChecked;
import java.util.List;

/**
 * The result of {@code verify} for a terminal: the conclusion and the amount of checked data, then
 * the findings by code.
 */
public final class VerifyText {
  private static final int INDENT = 2;

  private VerifyText() {}

  /**
   * The text.
   *
   * @param tableGiven whether a table was given for comparison
   * @param reevaluated whether task sets were evaluated again
   */
  public static String of(
      ConservationReport report, boolean tableGiven, boolean reevaluated, Terminal terminal) {
    Paragraphs text = new Paragraphs(terminal);
    summary(text, report, tableGiven, reevaluated);
    for (FindingCode code : FindingCode.values()) {
      List<ConservationFinding> findings =
          report.findings().stream().filter(finding -> finding.code() == code).toList();
      if (!findings.isEmpty()) {
        text.blank();
        add(text, code, findings);
      }
    }
    if (report.omitted() > 0) {
      text.blank().add(0, "%d more findings are not shown.".formatted(report.omitted()));
    }
    if (!report.notChecked().isEmpty()) {
      text.blank().add(0, TextStyle.WARNING, "Not checkable:");
      report.notChecked().forEach(part -> add(text, part));
    }
    return text.toString();
  }

  private static void summary(
      Paragraphs text, ConservationReport report, boolean tableGiven, boolean reevaluated) {
    text.add(0, style(report), conclusion(report))
        .add(0, checked(report.extent()))
        .add(0, table(report, tableGiven))
        .add(0, compliance(report.extent(), reevaluated));
    if (!report.withdrawn().isEmpty()) {
      text.add(0, "Withdrawn: " + String.join(", ", report.withdrawn()));
    }
    report.indexedElsewhere().ifPresent(file -> text.add(0, copy(file)));
  }

  private static void add(Paragraphs text, FindingCode code, List<ConservationFinding> findings) {
    text.add(0, TextStyle.BAD, "%s: %s".formatted(code, code.meaning()));
    for (ConservationFinding finding : findings) {
      text.add(INDENT, "%s  %s".formatted(finding.snapshot(), finding.where()));
      text.add(2 * INDENT, finding.detail());
    }
    text.add(INDENT, "Action: " + code.action());
  }

  private static void add(Paragraphs text, NotChecked part) {
    text.add(INDENT, "%s  %s: %s".formatted(part.snapshot(), part.what(), part.reason()));
  }

  private static String copy(String file) {
    return "Day indexes: this is a copy, and they list the files of the original, such as %s. Run"
            .formatted(VisibleText.of(file))
        + " ecs-inventory index on the copy before Athena queries it.";
  }

  private static String table(ConservationReport report, boolean given) {
    if (!given) {
      return "Table: not compared; give --table NAME to compare it.";
    }
    return report
        .tableSnapshot()
        .map(snapshot -> "Table: compared with full snapshot " + snapshot + ".")
        .orElse("Table: not compared; there is no full snapshot to compare it with.");
  }

  private static String compliance(Extent extent, boolean reevaluated) {
    return reevaluated
        ? "Compliance: %s evaluated again."
            .formatted(Counted.of(extent.reevaluatedTaskSets(), "task set"))
        : "Compliance: not evaluated again; --reevaluate does it.";
  }

  private static String checked(Extent extent) {
    return "Checked: %s, %s, %s, %s."
        .formatted(
            Counted.of(extent.snapshots(), "snapshot"),
            Counted.of(extent.files(), "file"),
            Counted.of(extent.rows(), "row"),
            Counted.of(extent.taskSets(), "task set"));
  }

  private static TextStyle style(ConservationReport report) {
    if (!report.findings().isEmpty()) {
      return TextStyle.BAD;
    }
    return report.notChecked().isEmpty() ? TextStyle.GOOD : TextStyle.WARNING;
  }

  private static String conclusion(ConservationReport report) {
    if (!report.findings().isEmpty()) {
      return "Result: %s."
          .formatted(Counted.of(report.findings().size() + report.omitted(), "finding"));
    }
    return report.notChecked().isEmpty()
        ? "Result: consistent."
        : "Result: no finding; not checkable: %s."
            .formatted(Counted.of(report.notChecked().size(), "part"));
  }
}
