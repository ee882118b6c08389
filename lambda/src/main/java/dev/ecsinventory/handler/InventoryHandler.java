package dev.ecsinventory.handler;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.checkpoint.RunId;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.config.SnapshotRequest;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.pipeline.AfterCommit;
import dev.ecsinventory.pipeline.Environment;
import dev.ecsinventory.pipeline.Progress;
import dev.ecsinventory.pipeline.RunMetrics;
import dev.ecsinventory.pipeline.SnapshotFailedException;
import dev.ecsinventory.pipeline.SnapshotPipeline;
import dev.ecsinventory.pipeline.SnapshotResult;
import dev.ecsinventory.report.ReportedSnapshots;
import dev.ecsinventory.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Takes the snapshot that an EventBridge event requests and responds with its summary: the {@code
 * snapshots} row as JSON. With a state machine, it starts an execution instead, which invokes it
 * with a {@link StageRequest} for each stage. The event {@code {"stage":"index"}} completes the day
 * indexes. It throws when nothing could be read, when its time ran out and when its settings or the
 * event are invalid, so that Lambda's retries and the dead-letter queue work.
 */
public final class InventoryHandler implements RequestStreamHandler {
  /** The longest duration of a commit: a hundred targets' failures, a few small files. */
  private static final Duration TIME_TO_COMMIT = Duration.ofSeconds(45);

  private final Settings settings;
  private final SnapshotPipeline pipeline;
  private final StageInvocation stages;
  private final Optional<ExecutionStart> executions;
  private final ObjectStore store;
  private final RunMetrics reporter;
  private final Clock clock;

  /** The constructor that Lambda calls, with settings from the environment. */
  public InventoryHandler() {
    this(System.getenv(), Progress.NONE, Clock.systemUTC());
  }

  /**
   * A handler with settings and a clock of its own.
   *
   * @throws InvalidInputException naming every invalid setting
   */
  public InventoryHandler(Map<String, String> environment, Progress progress, Clock clock) {
    this(environment, progress, clock, UnaryOperator.identity());
  }

  /**
   * A handler with credentials of its own, too.
   *
   * @param selection clients with other credentials than the SDK's own
   * @throws InvalidInputException naming every invalid setting
   */
  public InventoryHandler(
      Map<String, String> environment,
      Progress progress,
      Clock clock,
      UnaryOperator<AwsClients> selection) {
    this.settings = Settings.from(environment);
    this.clock = requireNonNull(clock, "clock is null");
    AwsClients clients =
        selection.apply(
            new AwsClients(settings.homeRegion(), settings.readsPerSecond(), Backoff.DEFAULT));
    Environment inventory = Environment.inAws(settings, clients, clock, progress);
    this.reporter =
        new RunMetrics(
            new ReportedSnapshots(inventory.store(), settings.keys(), inventory.table(), clock));
    this.store = inventory.store();
    this.pipeline = new SnapshotPipeline(inventory);
    this.stages = new StageInvocation(inventory, pipeline, reporter);
    this.executions =
        settings
            .stateMachine()
            .map(machine -> new ExecutionStart(clients.stepFunctions(), machine));
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    byte[] content = event.readAllBytes();
    Optional<IndexRequest> index = IndexRequest.parse(content);
    if (index.isPresent()) {
      index
          .get()
          .run(
              () -> {
                index.get().policy().ifPresent(this::store);
                return pipeline.index(deadline(context));
              },
              response);
      return;
    }
    Optional<StageRequest> stage = StageRequest.parse(content);
    if (stage.isPresent()) {
      response.write(stages.run(stage.get(), deadline(context)));
      return;
    }
    SnapshotRequest request =
        SnapshotRequest.read(new ByteArrayInputStream(content), settings, clock);
    if (executions.isPresent()) {
      response.write(executions.get().start(request, content));
      return;
    }
    takeSnapshot(request, response, context);
  }

  private void takeSnapshot(SnapshotRequest request, OutputStream response, Context context)
      throws IOException {
    Instant start = clock.instant();
    Deadline deadline = deadline(context);
    SnapshotResult result = run(request, requestId(context), deadline, start);
    report(reporter, request, result, Duration.between(start, clock.instant()));
    response.write(Response.of(result));
    pipeline.maintain(request, deadline);
  }

  /** Under the key that {@code TAG_POLICY} names; no version of the function deletes it. */
  private void store(String policy) {
    store.putIfAbsent(
        settings.keys().policy(Sha256.of(policy)),
        policy.getBytes(StandardCharsets.UTF_8),
        "application/json");
  }

  private SnapshotResult run(
      SnapshotRequest request, String requestId, Deadline deadline, Instant start) {
    try {
      return pipeline.run(request, requestId, deadline);
    } catch (SnapshotFailedException failure) {
      reporter.failed(failure.summary(), Duration.between(start, clock.instant()));
      throw failure;
    }
  }

  /** Reports a committed snapshot; an error in it is logged and not thrown. */
  static void report(
      RunMetrics reporter, SnapshotRequest request, SnapshotResult result, Duration duration) {
    new AfterCommit(request.id())
        .attempt("metrics", () -> committed(reporter, request, result, duration));
  }

  private static void committed(
      RunMetrics reporter, SnapshotRequest request, SnapshotResult result, Duration duration) {
    reporter.committed(request.id(), result.summary(), duration);
    result.withdrawn().ifPresent(withdrawal -> RunMetrics.withdrawn(request.id(), withdrawal));
    if (!result.alreadyCommitted()) {
      // The run that commits the snapshot counts it; another run of the event does not.
      result.supersededBy().ifPresent(newer -> RunMetrics.tableNotWritten(request.id(), newer));
    }
    RunMetrics.settingsDiffer(request.id(), result.settingsDiffer());
    RunMetrics.notices(request.id(), result.policyNotices(), result.notRead());
  }

  private static String requestId(Context context) {
    return context == null || context.getAwsRequestId() == null
        ? RunId.LOCAL
        : context.getAwsRequestId();
  }

  /** Leaves time to commit, but at most a fifth of the remaining time. */
  private Deadline deadline(Context context) {
    if (context == null) {
      return Deadline.NONE;
    }
    Duration left = Duration.ofMillis(context.getRemainingTimeInMillis());
    Duration fifth = left.dividedBy(5);
    Duration reserve = fifth.compareTo(TIME_TO_COMMIT) < 0 ? fifth : TIME_TO_COMMIT;
    return Deadline.in(left.minus(reserve), clock);
  }
}
