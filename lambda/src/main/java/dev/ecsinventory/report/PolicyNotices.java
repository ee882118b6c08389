package dev.ecsinventory.report;

import dev.ecsinventory.commit.Manifest;
import dev.ecsinventory.policy.TagPolicy;
import dev.ecsinventory.policy.TagPolicyParser;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.write.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The accounts whose policy passes whatever tags their task sets have. */
final class PolicyNotices {
  private static final TagPolicyParser PARSER =
      new TagPolicyParser(
          reference -> {
            throw new IllegalStateException("a canonical text refers to " + reference);
          });

  private final ObjectStore store;
  private final ObjectKeys keys;

  PolicyNotices(ObjectStore store, ObjectKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  /** The accounts whose policy requires no tag, sorted. */
  List<String> accountsWithoutRequiredTag(Manifest manifest) {
    return manifest.policies().stream()
        .filter(policy -> !text(policy.policyId()).map(PolicyNotices::requiresTag).orElse(true))
        .map(Manifest.JudgedBy::accountId)
        .sorted()
        .toList();
  }

  /** The commit puts it; only a person can delete it. */
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
