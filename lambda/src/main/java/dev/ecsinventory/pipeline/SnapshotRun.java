package dev.ecsinventory.pipeline;

import dev.ecsinventory.aws.Accounts.Account;
import dev.ecsinventory.checkpoint.RunId;
import dev.ecsinventory.evaluate.SnapshotPolicies;
import dev.ecsinventory.evaluate.TargetEvaluator;
import dev.ecsinventory.events.ComplianceEvents;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.manifest.Specification;
import dev.ecsinventory.manifest.Specification.SpecifiedAccount;
import dev.ecsinventory.model.AccountRole;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.normalize.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One run of one event in one process: it reads every account and Region, then commits. */
final class SnapshotRun {
  private final Environment environment;
  private final SnapshotContext snapshot;
  private final Specification specification;
  private final RunId run;
  private final Deadline deadline;

  SnapshotRun(Environment environment, SnapshotContext snapshot, RunId run, Deadline deadline) {
    this.environment = environment;
    this.snapshot = snapshot;
    this.specification = snapshot.specification();
    this.run = run;
    this.deadline = deadline;
  }

  Manifest take() {
    Map<String, Account> accounts = accounts();
    SnapshotPolicies policies = policies(accounts);
    if (!run.isLast()) {
      stopIfNotEmpty(policies.leftToRetry());
    }
    Optional<ComplianceEvents> events = FinishStage.events(environment, snapshot);
    TableStep table = new TableStep(environment.store(), snapshot, policies, events);
    ReadStage stage =
        new ReadStage(environment, snapshot, run, deadline, targets(policies, table), table);
    read(stage, accounts);
    return new CommitStage(environment, snapshot, policies, table).commit();
  }

  private Map<String, Account> accounts() {
    String own = specification.home().accountId();
    List<AccountRole> roles =
        specification.accounts().stream().map(SpecifiedAccount::accountRole).toList();
    return environment.accounts().open(roles, own, deadline).stream()
        .collect(Collectors.toMap(Account::id, Function.identity()));
  }

  private SnapshotPolicies policies(Map<String, Account> accounts) {
    return SnapshotPolicies.of(
        accounts.values(),
        Optional.ofNullable(specification.tagPolicy()),
        environment.clients(),
        environment.settings().homeRegion(),
        snapshot.checkpoints(),
        deadline,
        run.isLast());
  }

  private TargetStep targets(SnapshotPolicies policies, TableStep table) {
    return new TargetStep(
        snapshot,
        run,
        deadline,
        new TargetEvaluator(policies, new Normalizer(snapshot.id()), deadline),
        new TargetFiles(environment, snapshot),
        table,
        environment.clock(),
        environment.progress());
  }

  private void read(ReadStage stage, Map<String, Account> accounts) {
    List<List<String>> results;
    try (WorkLimit limit = new WorkLimit()) {
      results =
          limit.forEach(
              specification.accountRegions(),
              accountRegion ->
                  stage.read(accounts.get(accountRegion.accountId()), accountRegion, limit));
    }
    stopIfNotEmpty(results.stream().flatMap(List::stream).sorted().toList());
  }

  private void stopIfNotEmpty(List<String> notReached) {
    if (!notReached.isEmpty()) {
      snapshot.checkpoints().putStopped(run, notReached);
      throw new OutOfTimeException(notReached);
    }
  }
}
