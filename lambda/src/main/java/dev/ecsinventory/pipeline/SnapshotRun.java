package dev.ecsinventory.pipeline;

import dev.ecsinventory.aws.Accounts.Account;
import dev.ecsinventory.checkpoint.RunId;
import dev.ecsinventory.evaluate.SnapshotPolicies;
import dev.ecsinventory.evaluate.TargetEvaluator;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.manifest.Specification;
import dev.ecsinventory.manifest.Specification.SpecifiedAccount;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.AccountRole;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.normalize.Normalizer;
import dev.ecsinventory.plan.AccountGroup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One run in one process: it reads all accounts and commits, or it reads a group of accounts. */
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

  /**
   * Reads every account and Region, then commits.
   *
   * @throws OutOfTimeException when parts were not reached
   */
  Manifest take() {
    Opened opened = open(specification.accounts());
    List<String> notReached = read(opened, specification.accountRegions());
    if (!notReached.isEmpty()) {
      snapshot.checkpoints().putStopped(run, notReached);
      throw new OutOfTimeException(notReached);
    }
    return new CommitStage(environment, snapshot, opened.policies, opened.table).commit();
  }

  /**
   * Reads the accounts and Regions of a group.
   *
   * @return the names of the parts that were not reached, for the next turn
   */
  List<String> read(AccountGroup group) {
    List<String> notReached = read(open(snapshot.accounts(group)), snapshot.accountRegions(group));
    snapshot.checkpoints().putStopped(run, notReached);
    return notReached;
  }

  /** The credentials and policies of accounts, which are read before anything else. */
  private Opened open(List<SpecifiedAccount> specified) {
    List<AccountRole> roles = specified.stream().map(SpecifiedAccount::accountRole).toList();
    Map<String, Account> accounts =
        environment.accounts().open(roles, specification.home().accountId(), deadline).stream()
            .collect(Collectors.toMap(Account::id, Function.identity()));
    SnapshotPolicies policies =
        SnapshotPolicies.of(
            accounts.values(),
            Optional.ofNullable(specification.tagPolicy()),
            environment.clients(),
            environment.settings().homeRegion(),
            snapshot.checkpoints(),
            deadline,
            run.isLast());
    return new Opened(accounts, policies, TableStep.of(environment, snapshot, policies));
  }

  private List<String> read(Opened opened, List<AccountRegion> accountRegions) {
    if (!run.isLast() && !opened.policies.leftToRetry().isEmpty()) {
      return opened.policies.leftToRetry();
    }
    ReadStage stage =
        new ReadStage(environment, snapshot, run, deadline, targets(opened), opened.table);
    try (WorkLimit limit = new WorkLimit()) {
      return limit
          .forEach(
              accountRegions,
              accountRegion ->
                  stage.read(opened.accounts.get(accountRegion.accountId()), accountRegion, limit))
          .stream()
          .flatMap(List::stream)
          .sorted()
          .toList();
    }
  }

  private TargetStep targets(Opened opened) {
    return new TargetStep(
        snapshot,
        run,
        deadline,
        new TargetEvaluator(opened.policies, new Normalizer(snapshot.id()), deadline),
        new TargetFiles(environment, snapshot),
        opened.table,
        environment.clock(),
        environment.progress());
  }

  private record Opened(
      Map<String, Account> accounts, SnapshotPolicies policies, TableStep table) {}
}
