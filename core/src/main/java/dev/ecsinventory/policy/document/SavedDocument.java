package dev.ecsinventory.policy.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.policy.text.JsonText;
import dev.ecsinventory.policy.text.LocatedValue;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The documents that users save in location of a tag policy: responses of the AWS command line that
 * contain the policy as text, and a policy that was stored as a JSON string. They are unwrapped. A
 * document without a tag policy is rejected by name.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribePolicy.html">
 *     DescribePolicy</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeEffectivePolicy.html">
 *     DescribeEffectivePolicy</a>
 * @see <a href="https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigRule.html">
 *     ConfigRule</a>
 */
enum SavedDocument {
  EFFECTIVE_POLICY("EffectivePolicy", SavedDocument::effectivePolicy),
  POLICY("Policy", SavedDocument::policy),
  CONFIG_RULES("ConfigRules", SavedDocument::configRules),
  CONFIG_RULE("ConfigRule", (location, rule) -> configRule(rule)),
  INPUT_PARAMETERS("InputParameters", (location, parameters) -> configRule(location)),
  SOURCE("Source", (location, source) -> configRule(location)),
  POLICIES(
      "Policies",
      (location, policies) ->
          rejected(
              location,
              "is the response of list-policies, which contains no policy text; save that of aws"
                  + " organizations describe-policy")),
  STATEMENT(
      "Statement",
      (location, statement) ->
          rejected(location, "is an IAM policy or a service control policy, not a tag policy"));

  private static final String TAG_POLICY = "TAG_POLICY";
  private static final String REQUIRED_TAGS = "REQUIRED_TAGS";

  /** The maximum depth of nested texts; no tool stores a policy more deeply. */
  private static final int MAX_LAYERS = 3;

  private final String key;

  /** Returns the policy for the document and its member {@link #key}; empty when rejected. */
  private final BiFunction<LocatedValue, LocatedValue, Optional<LocatedValue>> reader;

  SavedDocument(String key, BiFunction<LocatedValue, LocatedValue, Optional<LocatedValue>> reader) {
    this.key = key;
    this.reader = reader;
  }

  /**
   * The policy in the document at {@code location}; empty, after reporting the problem, if there is
   * none.
   */
  static Optional<LocatedValue> unwrapped(LocatedValue location) {
    return unwrapped(location, MAX_LAYERS);
  }

  private static Optional<LocatedValue> unwrapped(LocatedValue location, int layers) {
    if (location.isText() && layers > 0) {
      return JsonText.read(location.document(), location.value().textValue(), location.problems())
          .flatMap(inner -> unwrapped(inner, layers - 1));
    }
    for (SavedDocument kind : values()) {
      if (location.value().has(kind.key)) {
        return kind.reader.apply(location, location.field(kind.key));
      }
    }
    return Optional.of(location);
  }

  private static Optional<LocatedValue> effectivePolicy(
      LocatedValue location, LocatedValue effective) {
    return ofType(location, effective.value().path("PolicyType"))
        .flatMap(ignored -> content(effective, "PolicyContent"));
  }

  private static Optional<LocatedValue> policy(LocatedValue location, LocatedValue policy) {
    return ofType(location, policy.value().path("PolicySummary").path("Type"))
        .flatMap(ignored -> content(policy, "Content"));
  }

  private static Optional<LocatedValue> ofType(LocatedValue location, JsonNode type) {
    return type.isTextual() && !type.textValue().equals(TAG_POLICY)
        ? rejected(location, "contains a policy of type " + type.textValue() + ", not a tag policy")
        : Optional.of(location);
  }

  private static Optional<LocatedValue> content(LocatedValue parent, String key) {
    LocatedValue content = parent.field(key);
    if (content.value().isMissingNode()) {
      return rejected(parent, "has no \"" + key + "\", which contains the policy");
    }
    return content
        .text("a tag policy as text")
        .flatMap(text -> JsonText.read(parent.document(), text, parent.problems()));
  }

  private static Optional<LocatedValue> configRules(LocatedValue location, LocatedValue rules) {
    List<LocatedValue> found =
        rules.items("a list of rules of AWS Config").stream()
            .filter(SavedDocument::isRequiredTags)
            .toList();
    if (found.size() == 1) {
      return configRule(found.getFirst());
    }
    return rules.isArray()
        ? rejected(
            location,
            "contains %d rules with the source REQUIRED_TAGS; accepted is one, as in the response of"
                    .formatted(found.size())
                + " aws configservice describe-config-rules --config-rule-names NAME")
        : Optional.empty();
  }

  private static boolean isRequiredTags(LocatedValue rule) {
    return sourceOf(rule).equals(REQUIRED_TAGS);
  }

  private static String sourceOf(LocatedValue rule) {
    return rule.value().path("Source").path("SourceIdentifier").asText("unknown");
  }

  /**
   * The parameters of AWS Config's rule, which are text in a response and an object in a template.
   */
  private static Optional<LocatedValue> configRule(LocatedValue rule) {
    if (!isRequiredTags(rule)) {
      return rejected(
          rule,
          "is a rule of AWS Config with the source %s; accepted is REQUIRED_TAGS"
              .formatted(sourceOf(rule)));
    }
    LocatedValue parameters = rule.field("InputParameters");
    return parameters.isObject() ? Optional.of(parameters) : content(rule, "InputParameters");
  }

  private static Optional<LocatedValue> rejected(LocatedValue location, String problem) {
    location.problem(problem);
    return Optional.empty();
  }
}
