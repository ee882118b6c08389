package dev.ecsinventory.pipeline;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.EcsReader;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.checkpoint.Checkpoints;
import dev.ecsinventory.checkpoint.RunId;
import dev.ecsinventory.config.Scope;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.config.SnapshotRequest;
import dev.ecsinventory.manifest.Deployment;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.manifest.Specification;
import dev.ecsinventory.manifest.Specification.SpecifiedAccount;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.plan.Planner;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.store.MemoryObjectStore;
import dev.ecsinventory.write.state.StateTable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * The warm-up: a snapshot of a fictitious fleet of one service, without any network call, written
 * to memory. It loads the classes that a process needs for its first snapshot, concurrently with
 * the first steps of the real snapshot and while its reads wait for ECS. It begins with the classes
 * that are needed last before the first read.
 */
public final class PipelineWarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineWarmUp.class);

  private static final AccountRegion FICTITIOUS = new AccountRegion("123456789012", "us-east-1");

  private static final AwsCredentialsProvider NOBODY =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("warm-up", "warm-up"));

  private static final SnapshotRequest REQUEST =
      new SnapshotRequest(SnapshotId.at(Instant.EPOCH, Optional.empty()), Scope.EVERYTHING);

  /** Settings without a value that requires a read. */
  private static final Settings PLAIN =
      Settings.from(
          Map.of(
              Settings.BUCKET,
              "warm-up",
              Settings.TABLE,
              "warm-up",
              Settings.REGIONS,
              FICTITIOUS.region()));

  private final MemoryObjectStore store = new MemoryObjectStore();
  private final Clock clock = Clock.systemUTC();
  private final Specification specification;

  PipelineWarmUp(Settings settings) {
    this.specification =
        new Specification(
            REQUEST.id().value(),
            Deployment.of(FICTITIOUS.accountId(), PLAIN),
            Dataset.SCHEMA_VERSION,
            Manifest.RequestedScope.of(REQUEST.scope()),
            List.of(
                new SpecifiedAccount(FICTITIOUS.accountId(), null, List.of(FICTITIOUS.region()))),
            settings.formats().stream().map(FileFormat::folder).toList(),
            null,
            Instant.EPOCH.toString());
  }

  /**
   * Starts the warm-up in the background; its failure does not affect snapshots. It is not on a
   * virtual thread, because it would delay the virtual threads of the reads.
   *
   * @param settings the settings of the real snapshots
   */
  public static void begin(Settings settings) {
    Thread.ofPlatform()
        .daemon()
        .name("warm-up")
        .start(
            () -> {
              try {
                new PipelineWarmUp(settings).run();
              } catch (RuntimeException | LinkageError failure) {
                LOG.warn("the warm-up failed; the first snapshot takes a second longer", failure);
              }
            });
  }

  /** Takes the fictitious snapshot; returns its manifest. */
  Manifest run() {
    try (AwsClients clients =
        new AwsClients(
            FICTITIOUS.region(),
            PLAIN.readsPerSecond(),
            EcsReader.DEFAULT_CONCURRENT_CALLS,
            Backoff.DEFAULT,
            new WarmUpResponses())) {
      EcsReader reader = clients.ecs(FICTITIOUS, Optional.of(NOBODY));
      new Planner(reader, REQUEST.scope(), Deadline.NONE, clock).plan();
      Environment environment =
          new Environment(PLAIN, clients, store, StateTable.NONE, clock, Progress.NONE);
      SnapshotContext snapshot =
          new SnapshotContext(
              REQUEST,
              specification,
              new Checkpoints(store, PLAIN.keys(), REQUEST.id()),
              StateTable.Session.NONE);
      RunId run = new RunId(RunId.LOCAL, 1);
      Manifest manifest = new SnapshotRun(environment, snapshot, run, Deadline.NONE).take();
      new FinishStage(environment, snapshot).finish(manifest);
      return manifest;
    }
  }
}
