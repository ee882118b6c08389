package dev.ecsinventory.pipeline;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AccountRegion;
import dev.ecsinventory.aws.Accounts.Account;
import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.Backoff;
import dev.ecsinventory.aws.EcsReader;
import dev.ecsinventory.commit.Committer;
import dev.ecsinventory.commit.Manifest;
import dev.ecsinventory.commit.Staging;
import dev.ecsinventory.config.Scope;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.config.SnapshotRequest;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.plan.Planner;
import dev.ecsinventory.report.ReportNotes;
import dev.ecsinventory.report.SnapshotReports;
import dev.ecsinventory.write.DataFileWriter;
import dev.ecsinventory.write.StateTable;
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
 * A snapshot of a fleet of one service that is not there, read from nobody and written to nowhere:
 * what a process needs for its first snapshot is loaded by it, beside the first steps of the real
 * one and while its reads wait for ECS, rather than when the real one gets there. It begins with
 * what comes last before the first read.
 */
public final class Rehearsal {
  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

  private static final AccountRegion PLACE = new AccountRegion("123456789012", "us-east-1");

  private static final AwsCredentialsProvider NOBODY =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("rehearsal", "rehearsal"));

  private static final SnapshotRequest REQUEST =
      new SnapshotRequest(SnapshotId.at(Instant.EPOCH, Optional.empty()), Scope.EVERYTHING);

  /** As {@link Settings} are without anything that would have to be read for it. */
  private static final Settings PLAIN =
      Settings.from(
          Map.of(
              Settings.BUCKET,
              "rehearsal",
              Settings.TABLE,
              "rehearsal",
              Settings.REGIONS,
              PLACE.region()));

  private final DataFileWriter files;
  private final MemoryObjectStore store = new MemoryObjectStore();
  private final Staging staging = new Staging(store, PLAIN.keys(), REQUEST.id());
  private final Clock clock = Clock.systemUTC();

  Rehearsal(Settings settings) {
    this.files =
        new DataFileWriter(
            store, PLAIN.keys(), requireNonNull(settings, "settings is null").formats());
  }

  /**
   * Begins one in the background; whatever comes of it, snapshots are taken all the same. Not on a
   * virtual thread: it would keep the reads from theirs.
   *
   * @param settings of the snapshots that are to be taken
   */
  public static void begin(Settings settings) {
    Thread.ofPlatform()
        .daemon()
        .name("rehearsal")
        .start(
            () -> {
              try {
                new Rehearsal(settings).run();
              } catch (RuntimeException | LinkageError failure) {
                LOG.warn("the rehearsal failed; the first snapshot takes a second longer", failure);
              }
            });
  }

  /** Rehearses; gives the manifest that nobody gets. */
  Manifest run() {
    try (AwsClients clients =
        new AwsClients(
            PLACE.region(),
            PLAIN.readsPerSecond(),
            EcsReader.DEFAULT_CONCURRENT_CALLS,
            Backoff.DEFAULT,
            new RehearsedAnswers())) {
      EcsReader reader = clients.ecs(PLACE, Optional.of(NOBODY));
      new Planner(reader, REQUEST.scope(), Deadline.NONE, clock).plan();
      Account account = new Account(PLACE.accountId(), Optional.of(NOBODY), Optional.empty());
      Manifest manifest = take(reader, List.of(account), clients);
      new SnapshotReports(store, PLAIN.keys(), StateTable.NONE).write(REQUEST.id(), manifest);
      return manifest;
    }
  }

  private Manifest take(EcsReader reader, List<Account> accounts, AwsClients clients) {
    SnapshotPolicies policies =
        SnapshotPolicies.of(accounts, PLAIN, clients, staging, Deadline.NONE, true);
    ReportNotes notes = new ReportNotes(store, PLAIN.keys(), REQUEST.id());
    TargetWriter writer =
        new TargetWriter(
            REQUEST.id(), files, StateTable.Session.NONE, policies, notes, Optional.empty());
    Places.Reachable places = new Places.Reachable(accounts, List.of(reader), List.of());
    return new SnapshotRun(REQUEST, Deadline.NONE, places, staging, writer, clock, Progress.NONE)
        .take(
            new Committer(store, PLAIN.keys(), files, REQUEST, PLACE, policies.byAccount(), clock),
            policies,
            PLACE);
  }
}
