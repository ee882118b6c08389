package dev.ecsinventory.checkpoint;

import dev.ecsinventory.manifest.Specification;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.plan.AccountGroup;
import dev.ecsinventory.plan.Plan;
import dev.ecsinventory.plan.Target;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ObjectStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The checkpoints of a snapshot in progress, next to its data: the specification, the groups of
 * accounts, each account's policy, the plan of each account and Region, a checkpoint per target,
 * and the runs' own records.
 *
 * <p>A specification, groups, a policy, a plan and a target's checkpoint are put if absent: all
 * runs use the first one. A plan or a target without any successful read is <em>provisional</em>
 * until the commit, so that a retry reads it again; the commit makes it final.
 */
public final class Checkpoints {
  private static final String SPECIFICATION = "specification";

  /** The name of the groups. */
  public static final String GROUPS = "groups";

  private static final String FINISH = "finish";
  private static final String PLAN = "plan-";
  private static final String POLICY = "policy-";

  /** Not {@code target-}: those are of version 0.1.0, which recorded neither listing nor report. */
  private static final String TARGET = "read-";

  private static final String IN_TABLE = "table-";
  private static final String PROVISIONAL = "provisional-";

  private final CheckpointStore store;

  public Checkpoints(ObjectStore store, ObjectKeys keys, SnapshotId snapshot) {
    this.store = new CheckpointStore(store, keys, snapshot);
  }

  public Optional<Specification> specification() {
    return store.read(SPECIFICATION, Specification.class);
  }

  /** Stores the specification unless one exists; returns the stored one. */
  public Specification put(Specification specification) {
    return store.putIfAbsent(SPECIFICATION, specification, Specification.class);
  }

  /**
   * Stores the groups of accounts unless they exist; returns the stored ones. A state machine reads
   * this object, which is a JSON array.
   */
  public List<AccountGroup> putGroups(List<AccountGroup> groups) {
    return List.of(
        store.putIfAbsent(GROUPS, groups.toArray(AccountGroup[]::new), AccountGroup[].class));
  }

  public Optional<StagedPolicy> policy(String accountId) {
    return store.read(POLICY + accountId, StagedPolicy.class);
  }

  /** Stores an account's policy unless one exists; returns the stored one. */
  public StagedPolicy put(StagedPolicy policy) {
    return store.putIfAbsent(POLICY + policy.accountId(), policy, StagedPolicy.class);
  }

  public Optional<Plan> plan(AccountRegion accountRegion) {
    return store.read(PLAN + accountRegion.name(), Plan.class);
  }

  /** All plans that any run stored, regardless of the specification. */
  public List<Plan> plans() {
    return store.names(PLAN).stream()
        .sorted()
        .map(name -> store.read(name, Plan.class).orElseThrow())
        .toList();
  }

  /** Stores a plan unless one exists; returns the stored one. */
  public Plan put(Plan plan) {
    return store.putIfAbsent(PLAN + plan.accountRegion().name(), plan, Plan.class);
  }

  public Optional<TargetCheckpoint> target(String target) {
    return store.read(TARGET + target, TargetCheckpoint.class);
  }

  /**
   * Stores a target's checkpoint unless one exists; returns the stored one, which may differ from
   * {@code target}.
   */
  public TargetCheckpoint put(TargetCheckpoint target) {
    return store.putIfAbsent(TARGET + target.target(), target, TargetCheckpoint.class);
  }

  public void putProvisional(Plan plan) {
    store.replace(PROVISIONAL + PLAN + plan.accountRegion().name(), plan);
  }

  public Optional<Plan> provisionalPlan(AccountRegion accountRegion) {
    return store.read(PROVISIONAL + PLAN + accountRegion.name(), Plan.class);
  }

  public void putProvisional(TargetCheckpoint target) {
    store.replace(PROVISIONAL + TARGET + target.target(), target);
  }

  public Optional<TargetCheckpoint> provisionalTarget(String target) {
    return store.read(PROVISIONAL + TARGET + target, TargetCheckpoint.class);
  }

  public boolean isInTable(String name) {
    return store.exists(IN_TABLE + name);
  }

  public void putInTable(String name) {
    store.claim(IN_TABLE + name, List.of());
  }

  /**
   * Stores the time at which the snapshot is complete unless one exists; returns the stored one.
   */
  public String finish(String finishedAt) {
    return store.putIfAbsent(FINISH, new Finish(finishedAt), Finish.class).finishedAt();
  }

  /**
   * Records that a run of the event begins; the fourth and later runs have the number of the third.
   */
  public RunId beginRun(String request) {
    return begin(request, false);
  }

  /** Records that an attempt of a group's turn begins. */
  public RunId beginTurn(String turn) {
    return begin(turn, true);
  }

  private RunId begin(String request, boolean isTurn) {
    for (int number = 1; number < RunId.LAST; number++) {
      RunId run = new RunId(request, number, isTurn);
      if (store.claim("run-" + run.name() + "-began", List.of())) {
        return run;
      }
    }
    return new RunId(request, RunId.LAST, isTurn);
  }

  /** Records that a run stopped in an orderly way before its time ran out. */
  public void putStopped(RunId run, List<String> notReached) {
    store.replace("run-" + run.name() + "-stopped", notReached);
  }

  public void putBegan(RunId run, Target target) {
    store.claim("run-" + run.name() + "-reads-" + target.id(), List.of());
  }

  /**
   * The number of earlier runs of the same request that began to read a target and did not end by
   * their own decision, because of a timeout or a lack of memory, for example.
   */
  public int brokenOff(RunId run, Target target) {
    return (int)
        IntStream.range(1, run.number())
            .mapToObj(run::ofNumber)
            .filter(earlier -> store.exists("run-" + earlier.name() + "-reads-" + target.id()))
            .filter(earlier -> !store.exists("run-" + earlier.name() + "-stopped"))
            .count();
  }

  /** The time at which a snapshot was complete. */
  private record Finish(String finishedAt) {}
}
