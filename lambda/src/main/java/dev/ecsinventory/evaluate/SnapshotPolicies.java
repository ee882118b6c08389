package dev.ecsinventory.evaluate;

import dev.ecsinventory.aws.Accounts.Account;
import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.checkpoint.Checkpoints;
import dev.ecsinventory.checkpoint.StagedPolicy;
import dev.ecsinventory.concurrent.Tasks;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.FailureKind;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.policy.FleetEvaluator;
import dev.ecsinventory.policy.document.PolicyReader;
import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.policy.document.TagPolicyParser;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The policies of a snapshot's accounts. All runs use those that the first run found, so that a
 * retry, which reads only missing parts, does not evaluate these with another policy. An account
 * whose policy is unknown has a failure here, and its task sets are UNKNOWN.
 */
public final class SnapshotPolicies {
  private static final TagPolicyParser PARSER = new TagPolicyParser(PolicyReader.NONE);

  private final Map<String, FleetEvaluator> evaluators = new TreeMap<>();
  private final List<ReadFailure> failures = new ArrayList<>();

  private SnapshotPolicies() {}

  /**
   * Reads the policies that have no checkpoint, and puts a checkpoint for each. A policy that was
   * not reached in time gets a checkpoint in the event's last run only. An account that cannot be
   * read has the policy of an earlier run, if any.
   *
   * @param source the source in the specification
   * @param homeRegion the function's own Region, which failures name
   * @throws InvalidInputException naming everything that is wrong with {@code TAG_POLICY}
   */
  public static SnapshotPolicies of(
      Collection<Account> accounts,
      Optional<String> source,
      AwsClients clients,
      String homeRegion,
      Checkpoints checkpoints,
      Deadline deadline,
      boolean lastRun) {
    SnapshotPolicies policies = stored(accounts.stream().map(Account::id).toList(), checkpoints);
    List<Account> toRead =
        accounts.stream()
            .filter(account -> account.denial().isEmpty())
            .filter(account -> !policies.evaluators.containsKey(account.id()))
            .toList();
    if (!toRead.isEmpty()) {
      read(toRead, source, clients, homeRegion, deadline).stream()
          .map(read -> read.isLeftToRetry() && !lastRun ? read : checkpoints.put(read))
          .forEach(policies::add);
    }
    return policies;
  }

  /** The policies that earlier runs stored; an account that could not be read may have none. */
  public static SnapshotPolicies stored(List<String> accounts, Checkpoints checkpoints) {
    Map<String, StagedPolicy> found = new ConcurrentHashMap<>();
    Tasks.forEach(
        accounts,
        account -> checkpoints.policy(account).ifPresent(policy -> found.put(account, policy)));
    SnapshotPolicies policies = new SnapshotPolicies();
    accounts.stream().map(found::get).filter(Objects::nonNull).forEach(policies::add);
    return policies;
  }

  /**
   * Checks a source of policies before anything is written.
   *
   * @throws InvalidInputException naming everything that is wrong with {@code TAG_POLICY}
   */
  public static void requireUsable(Optional<String> source, AwsClients clients) {
    source.ifPresent(location -> source(location, clients));
  }

  private static PolicySource source(String location, AwsClients clients) {
    try {
      return PolicySource.read(location, clients);
    } catch (InvalidInputException unusable) {
      throw new InvalidInputException(
          "settings cannot be used",
          unusable.problems().stream()
              .map(problem -> Settings.TAG_POLICY + ": " + problem)
              .toList());
    }
  }

  private static List<StagedPolicy> read(
      List<Account> accounts,
      Optional<String> source,
      AwsClients clients,
      String homeRegion,
      Deadline deadline) {
    return source
        .map(
            location ->
                new AccountPolicies(source(location, clients), clients, homeRegion, deadline)
                    .read(accounts))
        .orElseGet(
            () ->
                accounts.stream()
                    .map(account -> StagedPolicy.of(account.id(), Optional.empty()))
                    .toList());
  }

  private void add(StagedPolicy checkpoint) {
    evaluators.put(checkpoint.accountId(), evaluator(checkpoint));
    Optional.ofNullable(checkpoint.failure()).ifPresent(failures::add);
  }

  private static FleetEvaluator evaluator(StagedPolicy checkpoint) {
    if (checkpoint.failure() != null) {
      return FleetEvaluator.policyUnknown();
    }
    return new FleetEvaluator(
        Optional.ofNullable(checkpoint.canonicalText())
            .map(text -> PARSER.parse("policy of account " + checkpoint.accountId(), text)));
  }

  /** Names the accounts whose policy a retry should read; empty when there are none. */
  public List<String> leftToRetry() {
    return failures.stream()
        .filter(failure -> failure.kind() == FailureKind.NOT_REACHED)
        .map(failure -> "policy of account " + failure.accountId())
        .toList();
  }

  /** The accounts whose policy is unknown. */
  public List<ReadFailure> failures() {
    return List.copyOf(failures);
  }

  FleetEvaluator evaluator(String accountId) {
    return evaluators.get(accountId);
  }

  /** The policy of an account; empty where it has none and where it is unknown. */
  public Optional<String> policyId(String accountId) {
    return Optional.ofNullable(evaluators.get(accountId))
        .flatMap(FleetEvaluator::policy)
        .map(TagPolicy::id);
  }

  /** The policy of each account that has one, by account id. */
  public SortedMap<String, TagPolicy> byAccount() {
    SortedMap<String, TagPolicy> policies = new TreeMap<>();
    evaluators.forEach(
        (account, evaluator) ->
            evaluator.policy().ifPresent(policy -> policies.put(account, policy)));
    return policies;
  }
}
