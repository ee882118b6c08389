package dev.ecsinventory.cli.doctor;

import dev.ecsinventory.cli.doctor.check.CheckOutcome;
import dev.ecsinventory.cli.doctor.check.CheckOutcome.Status;
import dev.ecsinventory.cli.text.Counted;
import dev.ecsinventory.cli.text.WrappedText;
import dev.ecsinventory.model.VisibleText;

/** The report for a terminal: the summary, then a line for each check and its problems. */
final class DoctorText {
  private static final String LINE = "%-18s %-12s ";
  private static final String INDENT = "  ";

  private DoctorText() {}

  static String of(DoctorReport report) {
    StringBuilder text = new StringBuilder(summary(report));
    report.outcomes().forEach(outcome -> add(outcome, text));
    return text.toString();
  }

  private static String summary(DoctorReport report) {
    return line("", "%s: stack %s".formatted(report.account(), report.stack()))
        + line("", counts(report))
        + System.lineSeparator();
  }

  private static String counts(DoctorReport report) {
    String problems =
        report.hasProblems()
            ? Counted.of(
                    report.outcomes().stream().mapToLong(each -> each.problems().size()).sum(),
                    "problem")
                + " found by "
                + report.count(Status.PROBLEM)
            : "no problem found";
    String incomplete =
        report.incomplete() == 0
            ? ""
            : ", %d could not be made completely".formatted(report.incomplete());
    return "%s: %s%s"
        .formatted(Counted.of(report.outcomes().size(), "check"), problems, incomplete);
  }

  private static void add(CheckOutcome outcome, StringBuilder text) {
    String status =
        switch (outcome.status()) {
          case OK -> "ok";
          case PROBLEM -> "PROBLEM";
          case NOT_CHECKED -> "NOT CHECKED";
        };
    String facts = outcome.status() == Status.OK ? String.join("; ", outcome.facts()) : "";
    text.append(line(LINE.formatted(outcome.name(), status), facts));
    for (CheckOutcome.Problem problem : outcome.problems()) {
      text.append(line(INDENT + "- ", problem.problem()));
      text.append(line(INDENT + "  remedy: ", problem.remedy()));
    }
    for (CheckOutcome.Unchecked missing : outcome.unchecked()) {
      text.append(
          line(INDENT + "? ", "not checked: %s: %s".formatted(missing.part(), missing.reason())));
    }
  }

  private static String line(String first, String text) {
    return WrappedText.of(first, VisibleText.of(text));
  }
}
