package dev.ecsinventory.pipeline;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.checkpoint.Checkpoints;
import dev.ecsinventory.config.SnapshotRequest;
import dev.ecsinventory.manifest.Specification;
import dev.ecsinventory.manifest.Specification.SpecifiedAccount;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.plan.AccountGroup;
import dev.ecsinventory.write.state.StateTable;
import java.util.List;
import java.util.Set;

/**
 * The snapshot that the stages work on, as {@link BeginStage} read it back from storage.
 *
 * @param request the event's id and scope
 * @param specification the stored specification
 * @param groups the stored groups of the specification's accounts
 * @param state writes to the table
 */
record SnapshotContext(
    SnapshotRequest request,
    Specification specification,
    List<AccountGroup> groups,
    Checkpoints checkpoints,
    StateTable.Session state) {
  SnapshotContext {
    requireNonNull(request, "request is null");
    requireNonNull(specification, "specification is null");
    groups = List.copyOf(groups);
    requireNonNull(checkpoints, "checkpoints is null");
    requireNonNull(state, "state is null");
  }

  SnapshotId id() {
    return request.id();
  }

  /**
   * The group with that name.
   *
   * @throws IllegalArgumentException if the snapshot has no such group
   */
  AccountGroup group(String name) {
    return groups.stream()
        .filter(group -> group.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("snapshot %s has no group %s".formatted(id(), name)));
  }

  /** The accounts of a group, with their roles. */
  List<SpecifiedAccount> accounts(AccountGroup group) {
    Set<String> ids = Set.copyOf(group.accounts());
    return specification.accounts().stream().filter(account -> ids.contains(account.id())).toList();
  }

  /** The accounts and Regions of a group. */
  List<AccountRegion> accountRegions(AccountGroup group) {
    Set<String> ids = Set.copyOf(group.accounts());
    return specification.accountRegions().stream()
        .filter(accountRegion -> ids.contains(accountRegion.accountId()))
        .toList();
  }
}
