package dev.ecsinventory.cli.check;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TagViolations;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The violations of an earlier snapshot, by the policy of the check. A violation that was waived
 * then is not among them: when its waiver ends, it is a new one. Neither is one of a task set that
 * the earlier snapshot did not read.
 *
 * @param snapshotId the earlier snapshot
 */
public record Baseline(String snapshotId, Set<String> identities) {
  public Baseline {
    requireNonNull(snapshotId, "snapshotId is null");
    identities = Set.copyOf(identities);
  }

  /**
   * The baseline of a later snapshot.
   *
   * @throws InvalidInputException when {@code earlier} is not the earlier one
   */
  public static Baseline of(CommittedSnapshot earlier, CommittedSnapshot later, TagPolicy policy) {
    String id = id(earlier);
    if (time(earlier).isAfter(time(later))) {
      throw new InvalidInputException(
          "the baseline cannot be used",
          List.of(
              "--baseline: snapshot %s is newer than snapshot %s, which is checked"
                  .formatted(id, id(later))));
    }
    return new Baseline(
        id,
        CheckResult.of(earlier, policy).violations().stream()
            .filter(row -> row.get(TagViolations.WAIVED_UNTIL) == null)
            .map(FindingIdentity::of)
            .collect(Collectors.toSet()));
  }

  private static String id(CommittedSnapshot snapshot) {
    return snapshot.manifest().summary().get(Snapshots.DATASET.snapshotId());
  }

  private static Instant time(CommittedSnapshot snapshot) {
    return snapshot.manifest().summary().get(Snapshots.DATASET.snapshotTime());
  }

  boolean has(Row violation) {
    return identities.contains(FindingIdentity.of(violation));
  }
}
