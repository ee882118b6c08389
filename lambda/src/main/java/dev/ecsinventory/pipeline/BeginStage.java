package dev.ecsinventory.pipeline;

import dev.ecsinventory.checkpoint.Checkpoints;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Problems;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.config.SnapshotRequest;
import dev.ecsinventory.discover.IncompleteDiscoveryException;
import dev.ecsinventory.evaluate.SnapshotPolicies;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.manifest.Specification;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.plan.AccountGroup;
import dev.ecsinventory.store.MissingDestinationException;
import dev.ecsinventory.write.state.StateTable;
import java.util.List;
import java.util.Optional;

/**
 * The first stage: checks the bucket and the table, and stores the snapshot's specification and the
 * groups of its accounts, unless an earlier run stored them. It reads nothing from ECS.
 */
final class BeginStage {
  private final Environment environment;

  BeginStage(Environment environment) {
    this.environment = environment;
  }

  /**
   * Begins a snapshot, or resumes it.
   *
   * @throws IncompleteDiscoveryException when the accounts of the organization are unknown; nothing
   *     was written
   * @throws InvalidInputException when the bucket or the table does not exist, or when the bucket
   *     has a snapshot of the same id that another deployment or another scope defines; nothing was
   *     written
   */
  Begun begin(SnapshotRequest request, Deadline deadline) {
    Destinations destinations = destinations(request, deadline);
    Checkpoints checkpoints =
        new Checkpoints(environment.store(), environment.keys(), request.id());
    Optional<Specification> stored =
        destinations.committed().isPresent()
            ? destinations.committed().map(Manifest::requested)
            : checkpoints.specification();
    Specification current = new Specifier(environment, deadline).specify(request, stored);
    Specification counts = stored.orElseGet(() -> store(destinations, current, checkpoints));
    requireSameSnapshot(counts, current);
    List<AccountGroup> groups = AccountGroup.of(counts);
    return new Begun(
        new SnapshotContext(
            request,
            counts,
            destinations.committed().isPresent() ? groups : checkpoints.putGroups(groups),
            checkpoints,
            destinations.state()),
        destinations.committed(),
        counts.differences(current));
  }

  /**
   * Stores a specification whose policy was validated, because a stored specification cannot be
   * corrected.
   */
  private Specification store(
      Destinations destinations, Specification current, Checkpoints checkpoints) {
    if (destinations.committed().isPresent()) {
      // Version 0.1.0 committed the snapshot without a specification, so none is stored.
      return current;
    }
    SnapshotPolicies.requireUsable(Optional.ofNullable(current.tagPolicy()), environment.clients());
    return checkpoints.put(Specifier.including(current, checkpoints.plans()));
  }

  private void requireSameSnapshot(Specification stored, Specification current) {
    Problems problems = new Problems();
    if (!stored.deployment().equals(current.deployment())) {
      problems.add(
          "it belongs to another deployment: %s; this is %s"
              .formatted(stored.deployment(), current.deployment()));
    }
    if (!stored.scope().equals(current.scope())) {
      problems.add(
          "it has another scope: %s; the event's is %s".formatted(stored.scope(), current.scope()));
    }
    Settings settings = environment.settings();
    problems.rejectIfAny(
        "snapshot %s is already defined in bucket \"%s\" under prefix \"%s\" (give each"
                .formatted(current.snapshotId(), settings.bucket(), settings.prefix())
            + " deployment a bucket or a prefix of its own)");
  }

  /** Checks both destinations, so that the error names both when both are missing. */
  private Destinations destinations(SnapshotRequest request, Deadline deadline) {
    Problems problems = new Problems();
    Optional<Manifest> committed = Optional.empty();
    StateTable.Session state = StateTable.Session.NONE;
    try {
      committed = Manifest.read(environment.store(), environment.keys(), request.id());
    } catch (MissingDestinationException missing) {
      problems.add(missing.getMessage());
    }
    try {
      state = environment.table().begin(request.id(), deadline);
    } catch (MissingDestinationException missing) {
      problems.add(missing.getMessage());
    }
    problems.rejectIfAny("settings cannot be used");
    return new Destinations(committed, state);
  }

  private record Destinations(Optional<Manifest> committed, StateTable.Session state) {}

  /**
   * The result of the stage.
   *
   * @param committed its manifest when it is committed
   * @param settingsDiffer the differences of the current settings from its specification
   */
  record Begun(
      SnapshotContext snapshot, Optional<Manifest> committed, List<String> settingsDiffer) {}
}
