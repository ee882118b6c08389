package dev.ecsinventory.handler;

import dev.ecsinventory.index.IndexMaintenance.Pass;

/** Time ran out before the day indexes of all days were complete. */
public final class IndexIncompleteException extends RuntimeException {
  private static final long serialVersionUID = 1;

  IndexIncompleteException(Pass pass) {
    super(
        "the day indexes of %d of %d days are not checked yet: invoke the stage again, it resumes"
            .formatted(pass.left(), pass.days()));
  }
}
