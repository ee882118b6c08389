package dev.ecsinventory.write.state;

import dev.ecsinventory.write.dynamodb.TableWrite;
import dev.ecsinventory.write.dynamodb.TableWrite.IfRefused;
import java.util.List;
import java.util.function.Supplier;

/**
 * Writes the changed resources of a digest. Other runs may write it concurrently: the digest must
 * be unchanged when the transaction is executed, otherwise it is read and compared again.
 */
final class DigestWriter {
  /**
   * Few runs write one digest concurrently, and each failed attempt means that another one has
   * written.
   */
  private static final int MOST_TRIES = 20;

  private final StateWriting writing;

  DigestWriter(StateWriting writing) {
    this.writing = writing;
  }

  /** Updates {@code known} to {@code rows}; {@code again} reads the current digest. */
  void write(Digest known, DigestRows rows, Supplier<Digest> again) {
    DigestUpdate.Exceptions exceptions = DigestUpdate.Exceptions.none();
    Digest member = known;
    int tries = 0;
    while (true) {
      DigestUpdate update = new DigestUpdate(writing, member, exceptions, rows.read()).to(rows);
      if (update.isEmpty()) {
        return;
      }
      List<TableWrite> refused = writing.table().write(update.writes());
      if (refused.isEmpty()) {
        member = update.after();
      } else if (isAny(refused, IfRefused.COMPARE_AGAIN)) {
        if (++tries == MOST_TRIES) {
          throw new IllegalStateException(
              "%s was written %d times while it was compared".formatted(known.arn(), tries));
        }
        member = again.get();
      } else {
        refused.forEach(write -> except(write, exceptions));
      }
    }
  }

  private static boolean isAny(List<TableWrite> refused, IfRefused reaction) {
    return refused.stream().anyMatch(write -> write.ifRefused() == reaction);
  }

  private static void except(TableWrite refused, DigestUpdate.Exceptions exceptions) {
    switch (refused.ifRefused()) {
      case LEAVE_RESOURCE -> exceptions.leftAlone().add(refused.resource());
      case VERSION_IS_MISSING -> exceptions.versionsMissing().add(refused.resource());
      case COMPARE_AGAIN -> throw new IllegalArgumentException("compared again: " + refused);
    }
  }
}
