package dev.ecsinventory.write;

import dev.ecsinventory.model.SnapshotId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Writes what changed of a member. Other runs may write it at the same time: what was compared with
 * must still be there when the transaction is done, else it is read and compared again.
 */
final class MemberWriter {
  /** Runs that meet at a member are few, and each try of ours means that another one wrote. */
  private static final int MOST_TRIES = 20;

  private final InventoryTable table;
  private final SnapshotId snapshot;
  private final Duration retention;

  MemberWriter(InventoryTable table, SnapshotId snapshot, Duration retention) {
    this.table = table;
    this.snapshot = snapshot;
    this.retention = retention;
  }

  /** Brings {@code known} to {@code rows}; {@code again} reads what is known now. */
  void write(Member known, MemberRows rows, Supplier<Member> again) {
    Set<String> leftAlone = new HashSet<>();
    Member member = known;
    int tries = 0;
    while (true) {
      MemberUpdate update =
          new MemberUpdate(table, snapshot, retention, member, leftAlone).to(rows);
      if (update.isEmpty()) {
        return;
      }
      Set<Integer> refused = table.write(update.writes());
      if (refused.isEmpty()) {
        member = update.after();
      } else if (refused.contains(0)) {
        if (++tries == MOST_TRIES) {
          throw new IllegalStateException(
              "%s was written %d times while it was compared".formatted(known.arn(), tries));
        }
        member = again.get();
      } else {
        refused.stream().map(update::resource).flatMap(Optional::stream).forEach(leftAlone::add);
      }
    }
  }
}
