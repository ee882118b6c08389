package dev.ecsinventory.cli.check;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TagViolations;
import java.util.List;
import java.util.Locale;

/** A judgement for people: a line for each violation, then the counts. */
final class JudgementTable {
  private static final int SHORT_ID = 12;
  private static final int WIDTH = 40;

  private final Judgement judgement;

  JudgementTable(Judgement judgement) {
    this.judgement = judgement;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    if (!judgement.violations().isEmpty()) {
      table().lines().forEach(line -> text.append("%s%n".formatted(line.stripTrailing())));
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
        + " %d not evaluated; %d violations, %d of them waived%n"
            .formatted(
                judgement.count(ComplianceStatus.NOT_EVALUATED),
                judgement.violations().size(),
                judgement.violations().stream().filter(JudgementTable::isWaived).count()));
  }

  private static boolean isWaived(Row violation) {
    return violation.get(TagViolations.WAIVED_UNTIL) != null;
  }

  private String table() {
    return AsciiTable.builder()
        .border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER)
        .lineSeparator(System.lineSeparator())
        .data(
            judgement.violations(),
            List.of(
                column("region").with(row -> row.get(TagViolations.DATASET.region())),
                column("cluster").with(row -> shown(row.get(TagViolations.CLUSTER_NAME))),
                column("service").with(row -> shown(row.get(TagViolations.SERVICE_NAME))),
                column("task set").with(JudgementTable::taskSet),
                column("violation").with(row -> shown(row.get(TagViolations.VIOLATION))),
                column("tag").with(row -> shown(row.get(TagViolations.RULE))),
                column("found").maxWidth(WIDTH).with(JudgementTable::found),
                column("expected").maxWidth(WIDTH).with(JudgementTable::expected),
                column("waived until").with(JudgementTable::waivedUntil)))
        .asString();
  }

  private static Column column(String header) {
    return new Column()
        .header(header)
        .headerAlign(HorizontalAlign.LEFT)
        .dataAlign(HorizontalAlign.LEFT);
  }

  private static String shown(String value) {
    return value == null ? "" : VisibleText.of(value);
  }

  private static String taskSet(Row row) {
    String arn = row.get(TagViolations.TASK_SET_ARN);
    return shown(arn.substring(arn.lastIndexOf('/') + 1));
  }

  private static String found(Row row) {
    String key = row.get(TagViolations.ACTUAL_KEY);
    String value = row.get(TagViolations.ACTUAL_VALUE);
    return key == null ? elsewhere(row) : shown(key) + (value == null ? "" : "=" + shown(value));
  }

  /** Where the missing tag is instead: task sets inherit none. */
  private static String elsewhere(Row row) {
    List<String> foundOn = row.get(TagViolations.FOUND_ON);
    return foundOn == null || foundOn.isEmpty()
        ? ""
        : "only on the " + String.join(", ", foundOn).toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String expected(Row row) {
    String suggestion = row.get(TagViolations.SUGGESTION);
    String expected = shown(row.get(TagViolations.EXPECTED));
    return suggestion == null ? expected : expected + " (did you mean " + shown(suggestion) + "?)";
  }

  private static String waivedUntil(Row row) {
    return isWaived(row) ? row.get(TagViolations.WAIVED_UNTIL).toString() : "";
  }
}
