package dev.ecsinventory.report;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.write.state.PastSnapshot;
import dev.ecsinventory.write.state.StateTable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reports of earlier runs about snapshots. The snapshot is committed when this is used, so a
 * failure of the store or the table is logged and does not fail the run.
 */
public final class ReportedSnapshots {
  private static final Logger LOG = LoggerFactory.getLogger(ReportedSnapshots.class);

  /** The alarm evaluates seven days; an older snapshot is stale in any case. */
  private static final Duration OLDEST = Duration.ofDays(8);

  /** An event's time may be up to five minutes ahead of the clock. */
  private static final Duration AHEAD = Duration.ofMinutes(6);

  /**
   * If this many snapshots in a row are not complete, the age of the last of them is stale in any
   * case.
   */
  private static final int MAX_READ = 10;

  private static final byte[] CHECKPOINT = "{}\n".getBytes(StandardCharsets.UTF_8);

  private final ObjectStore store;
  private final ObjectKeys keys;
  private final StateTable table;
  private final Clock clock;

  public ReportedSnapshots(ObjectStore store, ObjectKeys keys, StateTable table, Clock clock) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.table = requireNonNull(table, "table is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** Whether no earlier run reported the committed {@code snapshot}; true once per snapshot. */
  public boolean isFirst(SnapshotId snapshot) {
    try {
      return store.putIfAbsent(keys.staging(snapshot, "reported"), CHECKPOINT, "application/json");
    } catch (RuntimeException failure) {
      LOG.error(
          "snapshot {} may be counted again: its checkpoint was not written", snapshot, failure);
      return true;
    }
  }

  /**
   * The time since the newest COMPLETE full snapshot; a lower bound of it where many in a row are
   * PARTIAL. Empty when there is none in the last days, or when it cannot be read: the alarm then
   * treats its missing metric as stale.
   */
  public Optional<Duration> ageOfNewestComplete() {
    try {
      Instant now = clock.instant();
      return newestComplete(now.minus(OLDEST), now.plus(AHEAD))
          .map(time -> Duration.between(time, now))
          .map(age -> age.isNegative() ? Duration.ZERO : age);
    } catch (RuntimeException failure) {
      LOG.error("the newest COMPLETE snapshot cannot be read", failure);
      return Optional.empty();
    }
  }

  private Optional<Instant> newestComplete(Instant from, Instant before) {
    Optional<PastSnapshot> past = table.newestWhole(from, before);
    for (int read = 1; read < MAX_READ && past.isPresent() && !isComplete(past.get()); read++) {
      Optional<PastSnapshot> earlier = table.newestWhole(from, past.get().time());
      if (earlier.isEmpty()) {
        return Optional.empty();
      }
      past = earlier;
    }
    return past.map(PastSnapshot::time);
  }

  private static boolean isComplete(PastSnapshot snapshot) {
    return snapshot.status() == SnapshotStatus.COMPLETE;
  }
}
