package dev.ecsinventory.pipeline;

import java.util.List;

/**
 * The function's time ran out before every target was read. The checkpoints are stored, nothing is
 * committed, and a retry of the same event resumes from them.
 */
public final class OutOfTimeException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int SHOWN = 10;

  OutOfTimeException(List<String> notReached) {
    super(
        "time ran out with %d targets not reached (%s%s); a retry of the same event resumes with them"
            .formatted(
                notReached.size(),
                String.join(", ", notReached.subList(0, Math.min(SHOWN, notReached.size()))),
                notReached.size() > SHOWN ? ", …" : ""));
  }
}
