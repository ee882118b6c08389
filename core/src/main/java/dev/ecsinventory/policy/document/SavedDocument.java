package dev.ecsinventory.policy.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.policy.text.JsonText;
import dev.ecsinventory.policy.text.Place;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The documents that users save in place of a tag policy: responses of the AWS command line that
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
  CONFIG_RULE("ConfigRule", (place, rule) -> configRule(rule)),
  INPUT_PARAMETERS("InputParameters", (place, parameters) -> configRule(place)),
  SOURCE("Source", (place, source) -> configRule(place)),
  POLICIES(
      "Policies",
      (place, policies) ->
          rejected(
              place,
              "is the response of list-policies, which contains no policy text; save that of aws"
                  + " organizations describe-policy")),
  STATEMENT(
      "Statement",
      (place, statement) ->
          rejected(place, "is an IAM policy or a service control policy, not a tag policy"));

  private static final String TAG_POLICY = "TAG_POLICY";
  private static final String REQUIRED_TAGS = "REQUIRED_TAGS";

  /** The maximum depth of nested texts; no tool stores a policy more deeply. */
  private static final int MOST_LAYERS = 3;

  private final String key;

  /** Returns the policy for the document and its member {@link #key}; empty when rejected. */
  private final BiFunction<Place, Place, Optional<Place>> reader;

  SavedDocument(String key, BiFunction<Place, Place, Optional<Place>> reader) {
    this.key = key;
    this.reader = reader;
  }

  /**
   * The policy in the document at {@code place}; empty, after reporting the problem, if there is
   * none.
   */
  static Optional<Place> unwrapped(Place place) {
    return unwrapped(place, MOST_LAYERS);
  }

  private static Optional<Place> unwrapped(Place place, int layers) {
    if (place.isText() && layers > 0) {
      return JsonText.read(place.document(), place.value().textValue(), place.problems())
          .flatMap(inner -> unwrapped(inner, layers - 1));
    }
    for (SavedDocument kind : values()) {
      if (place.value().has(kind.key)) {
        return kind.reader.apply(place, place.member(kind.key));
      }
    }
    return Optional.of(place);
  }

  private static Optional<Place> effectivePolicy(Place place, Place effective) {
    return ofType(place, effective.value().path("PolicyType"))
        .flatMap(ignored -> content(effective, "PolicyContent"));
  }

  private static Optional<Place> policy(Place place, Place policy) {
    return ofType(place, policy.value().path("PolicySummary").path("Type"))
        .flatMap(ignored -> content(policy, "Content"));
  }

  private static Optional<Place> ofType(Place place, JsonNode type) {
    return type.isTextual() && !type.textValue().equals(TAG_POLICY)
        ? rejected(place, "contains a policy of type " + type.textValue() + ", not a tag policy")
        : Optional.of(place);
  }

  private static Optional<Place> content(Place parent, String key) {
    Place content = parent.member(key);
    if (content.value().isMissingNode()) {
      return rejected(parent, "has no \"" + key + "\", which contains the policy");
    }
    return content
        .text("a tag policy as text")
        .flatMap(text -> JsonText.read(parent.document(), text, parent.problems()));
  }

  private static Optional<Place> configRules(Place place, Place rules) {
    List<Place> found =
        rules.items("a list of rules of AWS Config").stream()
            .filter(SavedDocument::isRequiredTags)
            .toList();
    if (found.size() == 1) {
      return configRule(found.getFirst());
    }
    return rules.isArray()
        ? rejected(
            place,
            "contains %d rules with the source REQUIRED_TAGS; accepted is one, as in the response of"
                    .formatted(found.size())
                + " aws configservice describe-config-rules --config-rule-names NAME")
        : Optional.empty();
  }

  private static boolean isRequiredTags(Place rule) {
    return sourceOf(rule).equals(REQUIRED_TAGS);
  }

  private static String sourceOf(Place rule) {
    return rule.value().path("Source").path("SourceIdentifier").asText("unknown");
  }

  /**
   * The parameters of AWS Config's rule, which are text in a response and an object in a template.
   */
  private static Optional<Place> configRule(Place rule) {
    if (!isRequiredTags(rule)) {
      return rejected(
          rule,
          "is a rule of AWS Config with the source %s; accepted is REQUIRED_TAGS"
              .formatted(sourceOf(rule)));
    }
    Place parameters = rule.member("InputParameters");
    return parameters.isObject() ? Optional.of(parameters) : content(rule, "InputParameters");
  }

  private static Optional<Place> rejected(Place place, String problem) {
    place.problem(problem);
    return Optional.empty();
  }
}
