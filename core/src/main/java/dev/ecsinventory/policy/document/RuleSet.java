package dev.ecsinventory.policy.document;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rules for the task sets of a scope.
 *
 * @param tagPolicy AWS's tag policy, after inheritance; may have no tags
 * @param requiredTags AWS Config's parameters; may have no tags
 * @param acceptsServiceTags whether a required tag may be on the service of a task set that cannot
 *     have it
 */
public record RuleSet(
    RuleScope scope,
    EffectiveTagPolicy tagPolicy,
    RequiredTags requiredTags,
    boolean acceptsServiceTags) {
  public RuleSet {
    requireNonNull(scope, "scope is null");
    requireNonNull(tagPolicy, "tagPolicy is null");
    requireNonNull(requiredTags, "requiredTags is null");
  }

  boolean isEmpty() {
    return tagPolicy.tags().isEmpty() && requiredTags.tags().isEmpty();
  }

  public boolean requiresTag() {
    return rules().stream().anyMatch(TagRule::required);
  }

  /** The tag keys and the scope, for display. */
  public String description() {
    String keys =
        rules().stream().map(TagRule::key).distinct().sorted().collect(Collectors.joining(", "));
    String within =
        scope.texts().entrySet().stream()
            .map(part -> part.getKey() + " " + String.join(", ", part.getValue()))
            .collect(Collectors.joining("; "));
    return within.isEmpty() ? keys : keys + " (" + within + ")";
  }

  public List<TagRule> rules() {
    List<TagRule> rules = new ArrayList<>(tagPolicy.rules());
    rules.addAll(requiredTags.rules());
    return acceptsServiceTags ? rules.stream().map(TagRule::acceptingServiceTag).toList() : rules;
  }
}
