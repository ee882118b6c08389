package dev.ecsinventory.pipeline;

import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.schema.Row;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Nothing of the requested scope could be read. Nothing is committed, and the invocation fails, so
 * that Lambda retries it and the event finally reaches the dead-letter queue.
 */
public final class SnapshotFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int SHOWN = 5;

  private final transient Row summary;

  SnapshotFailedException(Row summary, List<ReadFailure> failures) {
    super(message(failures));
    this.summary = summary;
  }

  /** The row of {@code snapshots} that the snapshot would have had, with status FAILED. */
  public Row summary() {
    return summary;
  }

  private static String message(List<ReadFailure> failures) {
    String first =
        failures.stream()
            .limit(SHOWN)
            .map(ReadFailure::text)
            .map(VisibleText::of)
            .collect(Collectors.joining("\n  - "));
    String more =
        failures.size() > SHOWN ? "\n  - and %d more".formatted(failures.size() - SHOWN) : "";
    return "nothing of the requested scope could be read:\n  - " + first + more;
  }
}
