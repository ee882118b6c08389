package dev.ecsinventory.bench.organization;

import dev.ecsinventory.bench.harness.Benchmark;
import dev.ecsinventory.bench.harness.Figure;
import dev.ecsinventory.bench.harness.Findings;
import dev.ecsinventory.bench.harness.Goal;
import dev.ecsinventory.bench.process.ScratchDirectory;
import dev.ecsinventory.checkpoint.Checkpoints;
import dev.ecsinventory.config.SnapshotRequest;
import dev.ecsinventory.manifest.Specification;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.pipeline.Exporter;
import dev.ecsinventory.pipeline.SnapshotStages;
import dev.ecsinventory.plan.AccountGroup;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.OrganizationGenerator;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A snapshot of 1,000 accounts with five Regions by the state machine: its makespan on simulated
 * time, and its cost. The stages run with an emulated organization, and their S3 requests are
 * counted.
 */
public final class OrganizationBenchmark implements Benchmark {
  private static final int ACCOUNTS = 1_000;
  private static final int SERVICES = 20_000;
  private static final int LARGEST = 2_000;
  private static final int SEEDS = 20;
  private static final double READS_PER_SECOND = 10;

  private static final List<String> REGIONS =
      List.of("ap-southeast-1", "ap-southeast-2", "eu-central-1", "us-east-1", "us-west-2");

  /** Begin, Begun, Groups, Commit, Finish, Finished, End. */
  private static final int STATES = 7;

  /** Read, Done, GroupEnd; a further turn is NextTurn, Read, Done. */
  private static final int STATES_PER_TURN = 3;

  /** Begin, commit and finish, of a minute each. */
  private static final Duration OTHER_STAGES = Duration.ofMinutes(3);

  private static final double PER_TRANSITION = 0.025 / 1_000;
  private static final double PER_WRITE = 0.005 / 1_000;
  private static final double PER_READ = 0.0004 / 1_000;
  private static final double PER_GB_SECOND = 0.0000133334;
  private static final double MILLIS = 1_000;

  private static final ObjectKeys KEYS = new ObjectKeys("inventory/");
  private static final SnapshotId SNAPSHOT = SnapshotId.parse("20260115T060000Z");
  private static final Goal LONGEST = Goal.atMost(1.25);
  private static final Goal DEAREST = Goal.atMost(0.10);

  @Override
  public String name() {
    return "organization";
  }

  @Override
  public String measures() {
    return "the state machine for 1,000 accounts: simulated makespan, and cost by counted calls";
  }

  @Override
  public void run(Findings findings) throws Exception {
    Fleet fleet = new OrganizationGenerator(1, REGIONS).generate(ACCOUNTS, SERVICES);
    CountingStore store = new CountingStore();
    Specification specification = take(fleet, store, findings);
    SimulatedMap slowest = makespan(specification, findings);
    long transitions = STATES + (long) STATES_PER_TURN * slowest.turns();
    findings.add(
        Figure.of(
            "accounts and Regions with services",
            fleet.accounts().stream().mapToLong(account -> account.regions().size()).sum(),
            ""));
    findings.add(Figure.of("state transitions", transitions, ""));
    findings.add(Figure.of("S3 puts and lists", store.writesAndLists(), ""));
    findings.add(Figure.of("S3 gets", store.reads(), ""));
    double states = transitions * PER_TRANSITION;
    double s3 = store.writesAndLists() * PER_WRITE + store.reads() * PER_READ;
    double lambda = slowest.busy().plus(OTHER_STAGES).toMillis() / MILLIS * PER_GB_SECOND;
    findings.add(Figure.of("Step Functions per snapshot", states, "$"));
    findings.add(Figure.of("S3 requests per snapshot", s3, "$"));
    findings.add(Figure.of("Lambda per snapshot", lambda, "$"));
    findings.add(Figure.of("cost per snapshot", states + s3 + lambda, "$", DEAREST));
  }

  /** The seed with the largest ratio decides. */
  private static SimulatedMap makespan(Specification specification, Findings findings) {
    SimulatedMap worst = null;
    double longest = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      SimulatedMap map = new SimulatedMap(specification, LARGEST, READS_PER_SECOND, seed);
      double ratio = (double) map.makespan().toMillis() / map.slowest().toMillis();
      if (ratio > longest) {
        longest = ratio;
        worst = map;
      }
    }
    findings.add(
        Figure.of(
            "the slowest account and Region alone", worst.slowest().toMillis() / MILLIS, "s"));
    findings.add(
        Figure.of(
            "makespan ÷ that, the largest of %d seeds".formatted(SEEDS), longest, "×", LONGEST));
    return worst;
  }

  /** Runs the stages as the state machine does. */
  private static Specification take(Fleet fleet, CountingStore store, Findings findings)
      throws Exception {
    try (ScratchDirectory scratch = ScratchDirectory.create();
        Exporter exporter = Exporter.of(fleet, scratch.path())) {
      exporter.organization().set("INVENTORY_REGIONS", String.join(",", REGIONS)).store(store);
      stage(exporter, (stages, request) -> stages.begin(request, Deadline.NONE));
      Specification specification =
          new Checkpoints(store.uncounted(), KEYS, SNAPSHOT).specification().orElseThrow();
      List<AccountGroup> groups = AccountGroup.of(specification);
      for (AccountGroup group : groups) {
        String turn = "execution-" + group.name() + "-1";
        stage(
            exporter, (stages, request) -> stages.read(request, group.name(), turn, Deadline.NONE));
      }
      findings.progress(groups.size() + " groups were read");
      stage(exporter, (stages, request) -> stages.commit(request, Deadline.NONE));
      stage(exporter, (stages, request) -> stages.finish(request, Deadline.NONE));
      return specification;
    }
  }

  private static <T> void stage(
      Exporter exporter, BiFunction<SnapshotStages, SnapshotRequest, T> work) {
    exporter.inEnvironment(
        environment ->
            work.apply(
                new SnapshotStages(environment),
                SnapshotRequest.read(
                    new ByteArrayInputStream(Exporter.SCHEDULED.getBytes(StandardCharsets.UTF_8)),
                    environment.settings(),
                    () -> Exporter.NOW)));
  }
}
