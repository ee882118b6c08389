package dev.ecsinventory.pipeline;

import dev.ecsinventory.model.SnapshotId;
import java.util.List;

/**
 * A snapshot cannot be committed because parts of its specification have no checkpoint. Nothing is
 * published; the read stage of those parts must run first.
 */
public final class SnapshotNotReadException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int SHOWN = 10;

  SnapshotNotReadException(SnapshotId snapshot, List<String> missing) {
    super(
        "snapshot %s cannot be committed: %d parts have no checkpoint (%s%s); read them first"
            .formatted(
                snapshot,
                missing.size(),
                String.join(", ", missing.subList(0, Math.min(SHOWN, missing.size()))),
                missing.size() > SHOWN ? ", …" : ""));
  }
}
