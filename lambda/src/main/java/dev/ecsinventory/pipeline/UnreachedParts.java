package dev.ecsinventory.pipeline;

import dev.ecsinventory.aws.EcsReader;
import dev.ecsinventory.checkpoint.Checkpoints;
import dev.ecsinventory.concurrent.Tasks;
import dev.ecsinventory.evaluate.TargetEvaluator.Evaluated;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.ReadSpan;
import dev.ecsinventory.plan.AccountGroup;
import dev.ecsinventory.plan.Plan;
import dev.ecsinventory.plan.Target;
import java.time.Instant;

/**
 * Records the parts of a group that have no checkpoint as NOT_REACHED, without any call to ECS, so
 * that the commit stage can publish the other parts. The checkpoints are provisional: another
 * execution reads these parts again.
 */
final class UnreachedParts {
  private final SnapshotContext snapshot;
  private final Checkpoints checkpoints;
  private final TargetFiles files;
  private final Instant now;

  UnreachedParts(Environment environment, SnapshotContext snapshot) {
    this.snapshot = snapshot;
    this.checkpoints = snapshot.checkpoints();
    this.files = new TargetFiles(environment, snapshot);
    this.now = environment.clock().instant();
  }

  void record(AccountGroup group) {
    Tasks.forEach(snapshot.accountRegions(group), this::record);
  }

  private void record(AccountRegion accountRegion) {
    checkpoints
        .plan(accountRegion)
        .or(() -> checkpoints.provisionalPlan(accountRegion))
        .ifPresentOrElse(
            plan -> plan.targets().forEach(this::record),
            () -> checkpoints.putProvisional(unread(accountRegion)));
  }

  private Plan unread(AccountRegion accountRegion) {
    ReadFailure failure =
        EcsReader.notReached(accountRegion, "ListClusters", accountRegion.ecsArn("cluster/*"));
    return Plan.unread(accountRegion, failure, snapshot.specification().startedAt());
  }

  private void record(Target target) {
    if (checkpoints.target(target.id()).isEmpty()
        && checkpoints.provisionalTarget(target.id()).isEmpty()) {
      checkpoints.putProvisional(
          files.write(
              target, Evaluated.NOTHING, TargetStep.notReached(target), new ReadSpan(now, now)));
    }
  }
}
