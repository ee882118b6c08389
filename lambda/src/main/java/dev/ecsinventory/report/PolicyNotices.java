package dev.ecsinventory.report;

import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.policy.document.TagPolicyParser;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Finds the policies of a snapshot that pass regardless of the tags that task sets have. */
public final class PolicyNotices {
  private static final TagPolicyParser PARSER =
      new TagPolicyParser(
          reference -> {
            throw new IllegalStateException("a canonical text refers to " + reference);
          });

  private static final String NOTHING_REQUIRED =
      "Nothing was required: no rule of the tag policy requires a tag, so a task set without tags"
          + " complies. A rule requires a tag by report_required_tag_for with ecs:task-set, or by"
          + " required_tags.";
  private static final String NOTHING_EVALUATED =
      "Nothing was evaluated: no rule of the tag policy applied to any of %d task sets. Check the"
          + " scopes of the rules, and which accounts and Regions the snapshot covers.";

  private final ObjectStore store;
  private final ObjectKeys keys;

  public PolicyNotices(ObjectStore store, ObjectKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  /**
   * Why the compliance statuses of a snapshot prove nothing, one sentence each. Empty when they
   * prove something, and when the snapshot has no tag policy.
   */
  public List<String> vacuous(Manifest manifest) {
    int policies = manifest.policies().size();
    if (policies > 0 && accountsWithoutRequiredTag(manifest).size() == policies) {
      return List.of(NOTHING_REQUIRED);
    }
    Row summary = manifest.summary();
    int taskSets = summary.get(Snapshots.TASK_SET_COUNT);
    return policies > 0 && taskSets > 0 && summary.get(Snapshots.NOT_EVALUATED_COUNT) == taskSets
        ? List.of(NOTHING_EVALUATED.formatted(taskSets))
        : List.of();
  }

  /** The accounts whose policy requires no tag, sorted. */
  List<String> accountsWithoutRequiredTag(Manifest manifest) {
    return manifest.policies().stream()
        .filter(policy -> !text(policy.policyId()).map(PolicyNotices::requiresTag).orElse(true))
        .map(Manifest.PolicyInForce::accountId)
        .sorted()
        .toList();
  }

  /** The commit puts the text; it is missing only if a person deleted it. */
  private Optional<String> text(String policyId) {
    return store
        .get(keys.policy(policyId))
        .map(content -> new String(content, StandardCharsets.UTF_8));
  }

  private static boolean requiresTag(String text) {
    TagPolicy policy = PARSER.parse("policy", text);
    return policy.requiresTag();
  }
}
