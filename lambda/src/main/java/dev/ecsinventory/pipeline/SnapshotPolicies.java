package dev.ecsinventory.pipeline;

import dev.ecsinventory.aws.Accounts.Account;
import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.commit.Checkpoints;
import dev.ecsinventory.commit.StagedPolicy;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.policy.FleetEvaluator;
import dev.ecsinventory.policy.TagPolicy;
import dev.ecsinventory.policy.TagPolicyParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What each account of a snapshot is judged by: whatever its first run found, so that a retry,
 * which reads only what is missing, does not judge one half by another policy.
 */
final class SnapshotPolicies {
  private static final TagPolicyParser PARSER =
      new TagPolicyParser(
          reference -> {
            throw new IllegalStateException("a canonical text refers to " + reference);
          });

  private final Map<String, FleetEvaluator> evaluators = new TreeMap<>();

  private SnapshotPolicies() {}

  /**
   * Reads the policies that no earlier run kept, then keeps them.
   *
   * @throws InvalidInputException naming everything that is wrong with them; nothing was written
   */
  static SnapshotPolicies of(
      List<Account> accounts,
      Optional<String> source,
      AwsClients clients,
      Checkpoints checkpoints) {
    PolicyDocuments documents = new PolicyDocuments(clients);
    List<String> problems = new ArrayList<>();
    List<StagedPolicy> found = new ArrayList<>();
    for (Account account : accounts) {
      try {
        found.add(
            checkpoints
                .policy(account.id())
                .orElseGet(() -> read(account, source, clients, documents)));
      } catch (InvalidInputException unusable) {
        unusable.problems().stream()
            .map(problem -> Settings.TAG_POLICY + ": " + problem)
            .filter(problem -> !problems.contains(problem))
            .forEach(problems::add);
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException("settings cannot be used", problems);
    }
    SnapshotPolicies policies = new SnapshotPolicies();
    found.forEach(policy -> policies.add(checkpoints.put(policy)));
    return policies;
  }

  private static StagedPolicy read(
      Account account, Optional<String> source, AwsClients clients, PolicyDocuments documents) {
    return new StagedPolicy(
        account.id(),
        source
            .map(
                place ->
                    documents.policy(
                        place, account.id(), () -> clients.organizations(account.credentials())))
            .map(TagPolicy::canonicalText)
            .orElse(null));
  }

  private void add(StagedPolicy kept) {
    Optional<TagPolicy> policy =
        Optional.ofNullable(kept.canonicalText())
            .map(text -> PARSER.parse("policy of account " + kept.accountId(), text));
    evaluators.put(kept.accountId(), new FleetEvaluator(policy));
  }

  FleetEvaluator evaluator(String accountId) {
    return evaluators.get(accountId);
  }

  /** What an account's task sets are judged by; empty without a policy. */
  Optional<String> policyId(String accountId) {
    return evaluators.get(accountId).policy().map(TagPolicy::id);
  }

  /** The policy of each account that has one, by account id. */
  SortedMap<String, TagPolicy> byAccount() {
    SortedMap<String, TagPolicy> policies = new TreeMap<>();
    evaluators.forEach(
        (account, evaluator) ->
            evaluator.policy().ifPresent(policy -> policies.put(account, policy)));
    return policies;
  }
}
