package dev.ecsinventory.report;

import dev.ecsinventory.manifest.Withdrawals;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.write.state.PastSnapshot;
import dev.ecsinventory.write.state.StateTable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The last full snapshot of each day up to a snapshot, and that snapshot itself. */
final class Trend {
  private static final int DAYS = 90;

  private Trend() {}

  /**
   * The days up to {@code snapshot}, oldest first. Later snapshots are never included, so that a
   * retry shows the same trend; withdrawn and scoped snapshots are omitted.
   */
  static List<PastSnapshot> upTo(
      SnapshotId snapshot, Row summary, StateTable history, Withdrawals withdrawals) {
    Instant ownDay = snapshot.time().truncatedTo(ChronoUnit.DAYS);
    Instant first = ownDay.minus(DAYS - 1L, ChronoUnit.DAYS);
    List<PastSnapshot> trend = new ArrayList<>();
    Instant before = snapshot.time();
    if (snapshot.scopeHash().isEmpty()) {
      trend.add(PastSnapshot.of(summary));
      before = ownDay;
    }
    Set<SnapshotId> withdrawn = withdrawals.since(LocalDate.ofInstant(first, ZoneOffset.UTC));
    Optional<PastSnapshot> past = history.newestWhole(first, before);
    while (past.isPresent()) {
      Instant time = past.get().time();
      if (withdrawn.contains(SnapshotId.at(time, Optional.empty()))) {
        before = time;
      } else {
        trend.add(past.get());
        before = time.truncatedTo(ChronoUnit.DAYS);
      }
      past = before.isAfter(first) ? history.newestWhole(first, before) : Optional.empty();
    }
    Collections.reverse(trend);
    return trend;
  }
}
