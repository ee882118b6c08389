package dev.ecsinventory.write.state;

import dev.ecsinventory.write.dynamodb.TableWrite;
import dev.ecsinventory.write.dynamodb.TableWrite.IfRejected;
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
  private static final int MAX_TRIES = 20;

  private final StateWriting writing;

  DigestWriter(StateWriting writing) {
    this.writing = writing;
  }

  /** Updates {@code known} to {@code rows}; {@code again} reads the current digest. */
  void write(Digest known, DigestRows rows, Supplier<Digest> again) {
    DigestUpdate.Exceptions exceptions = DigestUpdate.Exceptions.none();
    Digest digest = known;
    int tries = 0;
    while (true) {
      DigestUpdate update = new DigestUpdate(writing, digest, exceptions, rows.read()).to(rows);
      if (update.isEmpty()) {
        return;
      }
      List<TableWrite> rejected = writing.table().write(update.writes());
      if (rejected.isEmpty()) {
        digest = update.after();
      } else if (isAny(rejected, IfRejected.COMPARE_AGAIN)) {
        if (++tries == MAX_TRIES) {
          throw new IllegalStateException(
              "%s was written %d times while it was compared".formatted(known.arn(), tries));
        }
        digest = again.get();
      } else {
        rejected.forEach(write -> except(write, exceptions));
      }
    }
  }

  private static boolean isAny(List<TableWrite> rejected, IfRejected reaction) {
    return rejected.stream().anyMatch(write -> write.ifRejected() == reaction);
  }

  private static void except(TableWrite rejected, DigestUpdate.Exceptions exceptions) {
    switch (rejected.ifRejected()) {
      case LEAVE_RESOURCE -> exceptions.leftAlone().add(rejected.resource());
      case VERSION_IS_MISSING -> exceptions.versionsMissing().add(rejected.resource());
      case COMPARE_AGAIN -> throw new IllegalArgumentException("compared again: " + rejected);
    }
  }
}
