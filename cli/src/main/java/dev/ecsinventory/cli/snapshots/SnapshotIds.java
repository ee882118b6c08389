package dev.ecsinventory.cli.snapshots;

import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.model.SnapshotId;
import java.util.List;
import java.util.stream.Collectors;

/** Snapshot IDs in user input. */
public final class SnapshotIds {
  private static final int NEAREST = 3;

  private SnapshotIds() {}

  /**
   * Parses an ID.
   *
   * @param name name of the option or parameter
   */
  public static SnapshotId parse(String name, String text) {
    return SnapshotId.ofText(text)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "options cannot be used",
                    List.of(
                        "%s: \"%s\" is no snapshot ID; they look like 20260115T060000Z, with -"
                                .formatted(name, text)
                            + " and eight hex digits for a scoped snapshot (list shows them)")));
  }

  /** The message that a snapshot does not exist, with the nearest existing ones. */
  public static String notFound(SnapshotLocation location, SnapshotId snapshot) {
    List<SnapshotId> nearest = location.snapshots().nearest(snapshot, NEAREST);
    String names = nearest.stream().map(SnapshotId::value).collect(Collectors.joining(", "));
    return "snapshot %s is not committed in %s%s"
        .formatted(
            snapshot, location.from(), nearest.isEmpty() ? "" : "; the nearest are " + names);
  }
}
