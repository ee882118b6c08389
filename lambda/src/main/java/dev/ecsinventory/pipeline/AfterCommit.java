package dev.ecsinventory.pipeline;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.SnapshotId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that comes after a snapshot's commit. An {@link Error}, such as an exhausted heap or stack
 * or a class that is missing, is likely to come again in every retry: the snapshot is there, so the
 * error is logged and the run succeeds. Exceptions, such as those of a store, are left to the
 * caller, whose retry can succeed.
 */
public final class AfterCommit {
  private static final Logger LOG = LoggerFactory.getLogger(AfterCommit.class);

  private final SnapshotId snapshot;

  public AfterCommit(SnapshotId snapshot) {
    this.snapshot = requireNonNull(snapshot, "snapshot is null");
  }

  /**
   * Does {@code work}; an error in it is logged and goes no further.
   *
   * @param what the result that is missing after an error, for the log
   */
  public void attempt(String what, Runnable work) {
    try {
      work.run();
    } catch (Error failure) {
      log(what, failure);
    }
  }

  /** An exhausted heap may also prevent the logging. */
  private void log(String what, Error failure) {
    try {
      LOG.error(
          "snapshot {} is committed without {}; invoke the same event again to complete it",
          snapshot,
          what,
          failure);
    } catch (Error alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
  }
}
