package dev.ecsinventory.pipeline;

import dev.ecsinventory.aws.Accounts.Account;
import dev.ecsinventory.aws.EcsReader;
import dev.ecsinventory.checkpoint.Checkpoints;
import dev.ecsinventory.checkpoint.RunId;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.FailureKind;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.plan.Plan;
import dev.ecsinventory.plan.Planner;
import dev.ecsinventory.plan.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The second stage: reads one account and Region, target by target. It stores a plan and a
 * checkpoint per target, or a provisional plan when nothing could be listed.
 */
final class ReadStage {
  private final Environment environment;
  private final SnapshotContext snapshot;
  private final Checkpoints checkpoints;
  private final RunId run;
  private final Deadline deadline;
  private final TargetStep targets;
  private final TableStep table;

  ReadStage(
      Environment environment,
      SnapshotContext snapshot,
      RunId run,
      Deadline deadline,
      TargetStep targets,
      TableStep table) {
    this.environment = environment;
    this.snapshot = snapshot;
    this.checkpoints = snapshot.checkpoints();
    this.run = run;
    this.deadline = deadline;
    this.targets = targets;
    this.table = table;
  }

  /**
   * Reads {@code accountRegion}.
   *
   * @return the names of the parts that were not reached, for a retry; empty when the stage is done
   */
  List<String> read(Account account, AccountRegion accountRegion, WorkLimit limit) {
    Optional<Plan> stored = checkpoints.plan(accountRegion);
    if (account.denial().isPresent()) {
      ReadFailure failure = account.denial().get().in(accountRegion.region());
      if (run.isTurn() && deadline.hasPassed() && failure.kind() == FailureKind.NOT_REACHED) {
        return List.of(accountRegion.name());
      }
      denied(accountRegion, stored, failure);
      return List.of();
    }
    EcsReader reader = environment.clients().ecs(accountRegion, account.credentials());
    Plan plan = stored.orElseGet(() -> plan(reader));
    return isCutShort(plan) && !run.isLast()
        ? List.of(accountRegion.name())
        : read(reader, plan, limit);
  }

  /** An earlier run may have planned an account for which this run has no credentials. */
  private void denied(AccountRegion accountRegion, Optional<Plan> stored, ReadFailure failure) {
    environment.progress().failuresSeen(1);
    stored.ifPresentOrElse(
        plan -> plan.targets().forEach(target -> targets.deny(plan, target, failure)),
        () ->
            checkpoints.putProvisional(
                Plan.unread(accountRegion, failure, snapshot.specification().startedAt())));
  }

  private List<String> read(EcsReader reader, Plan plan, WorkLimit limit) {
    tell(plan);
    table.writeListing(plan);
    List<Boolean> done =
        limit.forEachWeighed(
            plan.targets(), Target::expectedServices, target -> targets.run(reader, plan, target));
    List<String> notReached = new ArrayList<>();
    for (int index = 0; index < done.size(); index++) {
      if (!done.get(index)) {
        notReached.add(plan.targets().get(index).id());
      }
    }
    return notReached;
  }

  /** Stores the plan, unless a retry should plan again. */
  private Plan plan(EcsReader reader) {
    Plan plan =
        new Planner(reader, snapshot.request().scope(), deadline, environment.clock()).plan();
    if (isCutShort(plan) && !run.isLast()) {
      return plan;
    }
    if (plan.hasReadSomething()) {
      return checkpoints.put(plan);
    }
    checkpoints.putProvisional(plan);
    return plan;
  }

  private static boolean isCutShort(Plan plan) {
    return plan.failures().stream().anyMatch(failure -> failure.kind() == FailureKind.NOT_REACHED);
  }

  private void tell(Plan plan) {
    environment
        .progress()
        .planned(
            plan.targets().size(),
            plan.targets().stream()
                .filter(target -> target.range().startsCluster())
                .mapToInt(target -> target.clusters().size())
                .sum(),
            plan.targets().stream().mapToInt(Target::expectedServices).sum());
    environment.progress().failuresSeen(plan.failures().size());
  }
}
