package dev.ecsinventory.write;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.schema.Row;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a snapshot found of a service with its task sets, or of a cluster.
 *
 * @param own its own row; empty when it was not read
 * @param gone whether it is known not to exist any more
 * @param taskSetGone whether a task set, by its ARN, is known not to exist any more
 */
record MemberRows(
    Optional<Row> own, List<Row> taskSets, boolean gone, Predicate<String> taskSetGone) {
  MemberRows {
    requireNonNull(own, "own is null");
    taskSets = List.copyOf(taskSets);
    requireNonNull(taskSetGone, "taskSetGone is null");
  }

  static MemberRows ofCluster(Row row) {
    return new MemberRows(Optional.of(row), List.of(), false, taskSet -> false);
  }

  /** It is gone, with everything in it. */
  static MemberRows allGone() {
    return new MemberRows(Optional.empty(), List.of(), true, taskSet -> true);
  }
}
