package dev.ecsinventory.cli.snapshots;

import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A list of snapshots for people: a line per snapshot. */
public final class SnapshotListText {
  private static final String LINE = "%-25s %6s %-10s %8s %8s %9s %8s";
  private static final long HOURS_OF_TWO_DAYS = 48;

  private SnapshotListText() {}

  /** The text; a withdrawn snapshot is followed by the reason. */
  public static String of(List<ListedSnapshot> snapshots, Instant now) {
    StringBuilder lines = new StringBuilder();
    line(lines, "snapshot", "age", "status", "clusters", "services", "task sets", "failures");
    for (ListedSnapshot snapshot : snapshots) {
      line(
          lines,
          snapshot.id().value(),
          age(snapshot.id().time(), now),
          status(snapshot),
          count(snapshot, Snapshots.CLUSTER_COUNT),
          count(snapshot, Snapshots.SERVICE_COUNT),
          count(snapshot, Snapshots.TASK_SET_COUNT),
          count(snapshot, Snapshots.READ_FAILURE_COUNT));
      snapshot
          .withdrawal()
          .map(withdrawal -> new Paragraphs().add(2, "withdrawn: " + withdrawal.reason()))
          .ifPresent(lines::append);
    }
    return lines.toString();
  }

  private static void line(StringBuilder lines, String... cells) {
    lines.append(LINE.formatted((Object[]) cells).stripTrailing()).append(System.lineSeparator());
  }

  private static String status(ListedSnapshot snapshot) {
    if (snapshot.withdrawal().isPresent()) {
      return "withdrawn";
    }
    return snapshot
        .summary()
        .map(row -> VisibleText.of(row.get(Snapshots.STATUS)))
        .orElse("unreadable");
  }

  private static String count(ListedSnapshot snapshot, Column<Integer> column) {
    return snapshot.summary().map((Row row) -> String.valueOf(row.get(column))).orElse("?");
  }

  /** The age in the largest unit of which it has at least two. */
  static String age(Instant time, Instant now) {
    Duration age = Duration.between(time, now);
    if (age.isNegative()) {
      return "future";
    }
    if (age.toHours() >= HOURS_OF_TWO_DAYS) {
      return age.toDays() + "d";
    }
    return age.toMinutes() >= 120 ? age.toHours() + "h" : age.toMinutes() + "m";
  }
}
