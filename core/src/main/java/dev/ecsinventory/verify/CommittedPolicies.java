package dev.ecsinventory.verify;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.manifest.Manifest.PolicyInForce;
import dev.ecsinventory.policy.FleetEvaluator;
import dev.ecsinventory.policy.document.PolicyReader;
import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.policy.document.TagPolicyParser;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The evaluators of the policies that a snapshot was committed with. */
final class CommittedPolicies {
  private static final TagPolicyParser PARSER = new TagPolicyParser(PolicyReader.NONE);

  private final SnapshotUnderCheck snapshot;
  private final CommittedObjects objects;
  private final Explanations explanations;
  private final Map<PolicyInForce, Optional<TagPolicy>> parsed = new HashMap<>();

  CommittedPolicies(
      SnapshotUnderCheck snapshot, CommittedObjects objects, Explanations explanations) {
    this.snapshot = requireNonNull(snapshot, "snapshot is null");
    this.objects = requireNonNull(objects, "objects is null");
    this.explanations = requireNonNull(explanations, "explanations is null");
  }

  /** The evaluator for an account; empty if the text of its policy is not the committed one. */
  Optional<FleetEvaluator> evaluator(String accountId) {
    Optional<PolicyInForce> policy =
        snapshot.manifest().policies().stream()
            .filter(one -> one.accountId().equals(accountId))
            .findFirst();
    if (policy.isPresent()) {
      return parsed
          .computeIfAbsent(policy.get(), this::parse)
          .map(Optional::of)
          .map(FleetEvaluator::new);
    }
    return Optional.of(
        explanations.policy(accountId)
            ? FleetEvaluator.policyUnknown()
            : new FleetEvaluator(Optional.empty()));
  }

  private Optional<TagPolicy> parse(PolicyInForce policy) {
    try {
      return objects
          .policy(policy.key(), policy.policyId())
          .map(text -> PARSER.parse(policy.key(), new String(text, StandardCharsets.UTF_8)));
    } catch (InvalidInputException unusable) {
      snapshot.found(FindingCode.POLICY_DIFFERS, policy.key(), "it is not a tag policy");
      return Optional.empty();
    }
  }
}
