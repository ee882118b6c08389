package dev.ecsinventory.pipeline;

import java.util.List;

/**
 * The function's time ran out before every target was read. What was read is kept, nothing is
 * committed yet, and a retry of the same event goes on from there.
 */
public final class OutOfTimeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  OutOfTimeException(List<String> notReached, int targets) {
    super(
        "time ran out with %d of %d targets not reached: %s; a retry of the same event goes on with them"
            .formatted(notReached.size(), targets, String.join(", ", notReached)));
  }
}
