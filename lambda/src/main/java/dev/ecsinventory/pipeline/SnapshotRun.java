package dev.ecsinventory.pipeline;

import dev.ecsinventory.aws.AccountRegion;
import dev.ecsinventory.aws.EcsReader;
import dev.ecsinventory.commit.Committer;
import dev.ecsinventory.commit.Manifest;
import dev.ecsinventory.commit.Staging;
import dev.ecsinventory.commit.TargetReceipt;
import dev.ecsinventory.config.SnapshotRequest;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.FailureKind;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.normalize.Normalizer;
import dev.ecsinventory.plan.Plan;
import dev.ecsinventory.plan.Planner;
import dev.ecsinventory.plan.Target;
import dev.ecsinventory.write.DataFile;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One run of one event: every account and region planned, every target taken, then committed. */
final class SnapshotRun {
  /**
   * Lambda runs a failed asynchronous event three times in all; the third run commits what there is
   * rather than leave it to nobody.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">
   *     How Lambda handles errors and retries with asynchronous invocation</a>
   */
  static final int MOST_RUNS = 3;

  private final SnapshotRequest request;
  private final Deadline deadline;
  private final Places.Reachable places;
  private final Staging staging;
  private final TargetWriter writer;
  private final Clock clock;
  private final Progress progress;
  private final int number;

  SnapshotRun(
      SnapshotRequest request,
      Deadline deadline,
      Places.Reachable places,
      Staging staging,
      TargetWriter writer,
      Clock clock,
      Progress progress) {
    this.request = request;
    this.deadline = deadline;
    this.places = places;
    this.staging = staging;
    this.writer = writer;
    this.clock = clock;
    this.progress = progress;
    this.number = number(staging);
  }

  /** This run's number, from 1, among those of the event whose time ran out. */
  private static int number(Staging staging) {
    int number = 1;
    while (number < MOST_RUNS && staging.ranOutOfTime(number)) {
      number++;
    }
    return number;
  }

  /** Whether no further run of the event follows. */
  static boolean isLast(Staging staging) {
    return number(staging) == MOST_RUNS;
  }

  Manifest take(Committer committer, SnapshotPolicies policies, AccountRegion own) {
    TargetJudge judge = new TargetJudge(policies, new Normalizer(request.id()), deadline);
    TargetRun targets =
        new TargetRun(request, deadline, isLast(), staging, judge, writer, progress);
    List<PlaceResult> results;
    try (WorkLimit limit = new WorkLimit()) {
      results = limit.forEach(places.readers(), reader -> take(reader, targets, limit));
    }
    List<Plan> plans = results.stream().map(PlaceResult::plan).toList();
    List<TargetReceipt> receipts =
        results.stream().flatMap(result -> result.receipts().stream()).toList();
    List<String> notReached =
        results.stream().flatMap(result -> result.notReached().stream()).sorted().toList();
    if (!notReached.isEmpty()) {
      staging.keepOutOfTime(number, notReached);
      throw new OutOfTimeException(notReached, notReached.size() + receipts.size());
    }
    List<ReadFailure> failures = failures(plans, receipts, own);
    failures.addAll(policies.failures());
    if (!failures.isEmpty() && hasReadNothing(plans, receipts)) {
      throw new SnapshotFailedException(committer.failed(plans, receipts, failures), failures);
    }
    return committer.commit(plans, receipts, failures);
  }

  private boolean isLast() {
    return number == MOST_RUNS;
  }

  private PlaceResult take(EcsReader reader, TargetRun targets, WorkLimit limit) {
    Plan plan = staging.plan(reader.place()).orElseGet(() -> plan(reader));
    if (isCutShort(plan) && !isLast()) {
      return new PlaceResult(plan, List.of(), List.of(reader.place().name()));
    }
    tell(plan);
    if (plan.listedClusters() != null) {
      writer.state().writeListing(plan.place(), plan.listedClusters());
    }
    List<Optional<TargetReceipt>> receipts =
        limit.forEachWeighed(
            plan.targets(), Target::expectedServices, target -> targets.run(reader, target));
    List<String> notReached = new ArrayList<>();
    for (int index = 0; index < receipts.size(); index++) {
      if (receipts.get(index).isEmpty()) {
        notReached.add(plan.targets().get(index).id());
      }
    }
    return new PlaceResult(plan, receipts.stream().flatMap(Optional::stream).toList(), notReached);
  }

  /** A plan that came to nothing is not kept: a retry should try again. */
  private Plan plan(EcsReader reader) {
    Plan plan = new Planner(reader, request.scope(), deadline, clock).plan();
    boolean keep = plan.hasReadSomething() && (isLast() || !isCutShort(plan));
    return keep ? staging.keep(plan) : plan;
  }

  private static boolean isCutShort(Plan plan) {
    return plan.failures().stream().anyMatch(failure -> failure.kind() == FailureKind.NOT_REACHED);
  }

  private void tell(Plan plan) {
    progress.planned(
        plan.targets().size(),
        plan.targets().stream().mapToInt(target -> target.clusters().size()).sum(),
        plan.targets().stream().mapToInt(Target::expectedServices).sum());
    progress.failuresSeen(plan.failures().size());
  }

  private List<ReadFailure> failures(
      List<Plan> plans, List<TargetReceipt> receipts, AccountRegion own) {
    List<ReadFailure> failures = new ArrayList<>(places.failures());
    Set<String> matched = new HashSet<>();
    for (Plan plan : plans) {
      failures.addAll(plan.failures());
      matched.addAll(plan.matchedSelectors());
    }
    for (TargetReceipt receipt : receipts) {
      failures.addAll(receipt.failures());
      matched.addAll(receipt.matchedSelectors());
    }
    failures.addAll(Asked.by(request.scope()).notFound(own, matched, failures.isEmpty()));
    return failures;
  }

  private boolean hasReadNothing(List<Plan> plans, List<TargetReceipt> receipts) {
    Asked asked = Asked.by(request.scope());
    if (!asked.isNarrowed()) {
      return plans.stream().noneMatch(Plan::hasReadSomething);
    }
    return receipts.stream()
            .flatMap(receipt -> receipt.files().stream())
            .filter(file -> file.dataset().equals(asked.dataset().name()))
            .mapToInt(DataFile::rows)
            .sum()
        == 0;
  }

  /** What one account and region came to. */
  private record PlaceResult(Plan plan, List<TargetReceipt> receipts, List<String> notReached) {}
}
