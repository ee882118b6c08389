package dev.ecsinventory.cli.past.change;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.AccountRegion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A time in which a task set did not change, as snapshots saw it.
 *
 * @param beganBy what its first snapshot saw
 * @param validFrom the time of that snapshot
 * @param validTo the time of the snapshot that ended it; empty when none did
 * @param lastSeen the time of the last snapshot that saw it
 * @param columns what changed at its beginning
 * @param reason why its end is unknown; empty for other ends
 */
public record Period(
    AccountRegion accountRegion,
    String taskSetArn,
    Begin beganBy,
    Instant validFrom,
    Optional<Instant> validTo,
    End end,
    Instant lastSeen,
    List<ColumnChange> columns,
    Optional<String> reason) {
  /** What its first snapshot saw. */
  public enum Begin {
    /** The task set, which may have existed before. */
    FIRST_SEEN,
    /** The task set, which the snapshot before proves not to have existed. */
    CREATED,
    /** Changed columns. */
    CHANGED
  }

  /** How it ended. */
  public enum End {
    /** A snapshot saw another state. */
    CHANGED,
    /** A snapshot proves that the task set did not exist any more. */
    DELETED,
    /** It has not ended: the newest snapshot saw it. */
    CURRENT,
    /** The newest snapshots did not read it. */
    UNKNOWN
  }

  public Period {
    requireNonNull(accountRegion, "accountRegion is null");
    requireNonNull(taskSetArn, "taskSetArn is null");
    requireNonNull(beganBy, "beganBy is null");
    requireNonNull(validFrom, "validFrom is null");
    requireNonNull(validTo, "validTo is null");
    requireNonNull(end, "end is null");
    requireNonNull(lastSeen, "lastSeen is null");
    columns = List.copyOf(columns);
    requireNonNull(reason, "reason is null");
  }
}
