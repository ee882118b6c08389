package dev.ecsinventory.write.state;

import dev.ecsinventory.model.SnapshotId;

/**
 * Another snapshot is in progress. Nothing was read; a retry succeeds when the other snapshot has
 * ended, or when its lease has expired because its run crashed.
 */
public final class SnapshotInProgressException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SnapshotInProgressException(SnapshotId snapshot, String other, String until) {
    super(
        "snapshot %s cannot begin: snapshot %s is in progress until %s at the latest; a retry of the"
                .formatted(snapshot, other, until)
            + " event takes it afterwards");
  }
}
