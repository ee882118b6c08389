package dev.ecsinventory.pipeline;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.SnapshotId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the work after a snapshot's commit. An {@link Error}, such as an exhausted heap or stack or
 * a missing class, probably occurs again in every retry: since the snapshot is committed, the error
 * is logged and the run succeeds. Exceptions, such as those of a store, are left to the caller,
 * whose retry can succeed.
 */
public final class AfterCommit {
  private static final Logger LOG = LoggerFactory.getLogger(AfterCommit.class);

  private final SnapshotId snapshot;

  public AfterCommit(SnapshotId snapshot) {
    this.snapshot = requireNonNull(snapshot, "snapshot is null");
  }

  /**
   * Runs {@code work}; an error in it is logged and not thrown.
   *
   * @param what the result that an error prevents, for the log
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
