package dev.ecsinventory.cli.check;

import dev.ecsinventory.cli.text.Counted;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TagViolations;

/** The result for a terminal: the violations, then the counts. */
final class JudgementTable {
  private static final int SHORT_ID = 12;

  private final Judgement judgement;

  JudgementTable(Judgement judgement) {
    this.judgement = judgement;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    if (!judgement.violations().isEmpty()) {
      text.append(new ViolationList(judgement.violations()).text());
      text.append("%n".formatted());
    }
    text.append(counts());
    judgement.notices().forEach(notice -> text.append("%s%n".formatted(notice)));
    return text.toString();
  }

  private String counts() {
    Row snapshot = judgement.snapshot();
    return ("Snapshot %s (%s) by policy %s: %d compliant, %d not compliant, %d unknown,"
            .formatted(
                VisibleText.of(snapshot.get(Snapshots.DATASET.snapshotId())),
                VisibleText.of(snapshot.get(Snapshots.STATUS)),
                judgement.policyId().substring(0, SHORT_ID),
                judgement.count(ComplianceStatus.COMPLIANT),
                judgement.count(ComplianceStatus.NON_COMPLIANT),
                judgement.count(ComplianceStatus.UNKNOWN))
        + " %d not evaluated; %s, %d of them waived%n"
            .formatted(
                judgement.count(ComplianceStatus.NOT_EVALUATED),
                Counted.of(judgement.violations().size(), "violation"),
                judgement.violations().stream().filter(JudgementTable::isWaived).count()));
  }

  private static boolean isWaived(Row violation) {
    return violation.get(TagViolations.WAIVED_UNTIL) != null;
  }
}
