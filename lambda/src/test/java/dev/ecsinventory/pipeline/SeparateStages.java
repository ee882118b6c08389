package dev.ecsinventory.pipeline;

import dev.ecsinventory.aws.Accounts.Account;
import dev.ecsinventory.checkpoint.RunId;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.config.SnapshotRequest;
import dev.ecsinventory.evaluate.SnapshotPolicies;
import dev.ecsinventory.evaluate.TargetEvaluator;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.manifest.Specification;
import dev.ecsinventory.manifest.Specification.SpecifiedAccount;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.normalize.Normalizer;
import dev.ecsinventory.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The stages of a snapshot with separate objects, as in separate invocations. */
final class SeparateStages {
  private static final RunId RUN = new RunId("stages", 1);

  private final Exporter exporter;
  private final ObjectStore store;

  SeparateStages(Exporter exporter, ObjectStore store) {
    this.exporter = exporter;
    this.store = store;
  }

  StoredSnapshot stored() {
    return new StoredSnapshot(store);
  }

  void begin() {
    exporter.store(store).inEnvironment(SeparateStages::context);
  }

  /** Reads one account and Region with the credentials and the policy of that account only. */
  void read(AccountRegion accountRegion) {
    exporter
        .store(store)
        .inEnvironment(
            environment -> {
              SnapshotContext snapshot = context(environment);
              List<Account> accounts =
                  accounts(
                      environment,
                      snapshot,
                      account -> account.id().equals(accountRegion.accountId()));
              try (WorkLimit limit = new WorkLimit()) {
                return stage(environment, snapshot, accounts)
                    .read(accounts.getFirst(), accountRegion, limit);
              }
            });
  }

  Manifest commit() {
    return exporter
        .store(store)
        .inEnvironment(
            environment -> {
              SnapshotContext snapshot = context(environment);
              SnapshotPolicies policies =
                  policies(environment, snapshot, accounts(environment, snapshot, any -> true));
              TableStep table = new TableStep(store, snapshot, policies, Optional.empty());
              return new CommitStage(environment, snapshot, policies, table).commit();
            });
  }

  void finish() {
    exporter
        .store(store)
        .inEnvironment(
            environment -> {
              new FinishStage(environment, context(environment)).finish(stored().manifest());
              return true;
            });
  }

  private static SnapshotContext context(Environment environment) {
    return new BeginStage(environment)
        .begin(request(environment.settings()), Deadline.NONE)
        .snapshot();
  }

  private static SnapshotRequest request(Settings settings) {
    byte[] event = Exporter.SCHEDULED.getBytes(StandardCharsets.UTF_8);
    return SnapshotRequest.read(
        new ByteArrayInputStream(event), settings, () -> Instant.parse("2100-01-01T00:00:00Z"));
  }

  private static List<Account> accounts(
      Environment environment, SnapshotContext snapshot, Predicate<SpecifiedAccount> which) {
    Specification specification = snapshot.specification();
    return environment
        .accounts()
        .open(
            specification.accounts().stream()
                .filter(which)
                .map(SpecifiedAccount::accountRole)
                .toList(),
            specification.home().accountId(),
            Deadline.NONE);
  }

  private static SnapshotPolicies policies(
      Environment environment, SnapshotContext snapshot, List<Account> accounts) {
    return SnapshotPolicies.of(
        accounts,
        Optional.ofNullable(snapshot.specification().tagPolicy()),
        environment.clients(),
        environment.settings().homeRegion(),
        snapshot.checkpoints(),
        Deadline.NONE,
        false);
  }

  private static ReadStage stage(
      Environment environment, SnapshotContext snapshot, List<Account> accounts) {
    SnapshotPolicies policies = policies(environment, snapshot, accounts);
    TableStep table = new TableStep(environment.store(), snapshot, policies, Optional.empty());
    TargetStep targets =
        new TargetStep(
            snapshot,
            RUN,
            Deadline.NONE,
            new TargetEvaluator(policies, new Normalizer(snapshot.id()), Deadline.NONE),
            new TargetFiles(environment, snapshot),
            table,
            environment.clock(),
            environment.progress());
    return new ReadStage(environment, snapshot, RUN, Deadline.NONE, targets, table);
  }
}
