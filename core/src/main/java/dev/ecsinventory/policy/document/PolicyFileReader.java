package dev.ecsinventory.policy.document;

import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Problems;
import dev.ecsinventory.policy.text.JsonText;
import dev.ecsinventory.policy.text.LocatedValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the project's own policy file, which combines embedded or referenced AWS policies with
 * rules that AWS's syntax cannot express. Its JSON Schema is {@code policies/policy.schema.json}.
 */
final class PolicyFileReader {
  static final String RULES = "rules";
  static final String WAIVERS = "waivers";
  static final String GRACE_PERIOD_MINUTES = "grace_period_minutes";
  static final String COUNT_DRAINING_TASK_SETS = "count_draining_task_sets";
  static final String SCOPE = "scope";
  static final String TAG_POLICIES = "tag_policies";
  static final String REQUIRED_TAGS = "required_tags";
  static final String ACCEPT_SERVICE_TAGS = "accept_service_tags";

  /** Thirty days: a longer period requires a waiver, which has an owner and an end. */
  static final int MAX_GRACE_MINUTES = 30 * 24 * 60;

  private static final String DESCRIPTION = "description";
  private static final String SCHEMA = "$schema";

  private static final EffectiveTagPolicy NO_TAG_POLICY = new EffectiveTagPolicy(new TreeMap<>());
  private static final RequiredTags NO_REQUIRED_TAGS = new RequiredTags(new TreeMap<>());

  private final PolicyReader references;
  private final Problems problems;

  PolicyFileReader(PolicyReader references, Problems problems) {
    this.references = references;
    this.problems = problems;
  }

  PolicyContent read(LocatedValue file) {
    Map<String, LocatedValue> fields =
        file.fields(
            "a policy file",
            List.of(
                SCHEMA,
                DESCRIPTION,
                RULES,
                WAIVERS,
                GRACE_PERIOD_MINUTES,
                COUNT_DRAINING_TASK_SETS));
    texts(fields, SCHEMA, DESCRIPTION);
    return new PolicyContent(
        rules(fields.get(RULES)),
        waivers(fields.get(WAIVERS)),
        Optional.ofNullable(fields.get(GRACE_PERIOD_MINUTES))
            .map(location -> Duration.ofMinutes(location.integer(0, MAX_GRACE_MINUTES).orElse(0)))
            .orElse(Duration.ZERO),
        Optional.ofNullable(fields.get(COUNT_DRAINING_TASK_SETS))
            .flatMap(LocatedValue::flag)
            .orElse(true));
  }

  private static void texts(Map<String, LocatedValue> fields, String... keys) {
    for (String key : keys) {
      Optional.ofNullable(fields.get(key)).ifPresent(location -> location.text("a text"));
    }
  }

  private List<RuleSet> rules(LocatedValue location) {
    return location.items("a list of rules").stream().map(this::rule).toList();
  }

  private RuleSet rule(LocatedValue location) {
    Map<String, LocatedValue> fields =
        location.fields(
            "a rule",
            List.of(DESCRIPTION, SCOPE, TAG_POLICIES, REQUIRED_TAGS, ACCEPT_SERVICE_TAGS));
    texts(fields, DESCRIPTION);
    LocatedValue tagPolicies = fields.get(TAG_POLICIES);
    LocatedValue requiredTags = fields.get(REQUIRED_TAGS);
    if (location.isObject() && tagPolicies == null && requiredTags == null) {
      location.problem("requires nothing; accepted is " + TAG_POLICIES + ", " + REQUIRED_TAGS);
    }
    return new RuleSet(
        fields.containsKey(SCOPE) ? RuleScope.read(fields.get(SCOPE)) : RuleScope.EVERYTHING,
        tagPolicies == null ? NO_TAG_POLICY : tagPolicy(tagPolicies),
        requiredTags == null ? NO_REQUIRED_TAGS : requiredTags(requiredTags),
        Optional.ofNullable(fields.get(ACCEPT_SERVICE_TAGS))
            .flatMap(LocatedValue::flag)
            .orElse(false));
  }

  private RequiredTags requiredTags(LocatedValue location) {
    return resolved(location, "parameters of AWS Config's required-tags, or their location")
        .map(RequiredTags::read)
        .orElse(NO_REQUIRED_TAGS);
  }

  private EffectiveTagPolicy tagPolicy(LocatedValue location) {
    String accepted =
        "a list of AWS tag policies, or of their locations, from the organization's root to the"
            + " account";
    List<LocatedValue> levels = location.items(accepted);
    if (location.isArray() && levels.isEmpty()) {
      location.problem("is empty; accepted is " + accepted);
    }
    return merge(location, levels.stream().map(this::level).toList());
  }

  /** Policies that are attached to the same root, unit or account are in a nested list. */
  private List<TagPolicyDocument> level(LocatedValue location) {
    List<LocatedValue> documents =
        location.isArray() ? location.items("AWS tag policies") : List.of(location);
    List<TagPolicyDocument> level = new ArrayList<>();
    for (LocatedValue document : documents) {
      resolved(document, "an AWS tag policy, or its location")
          .map(TagPolicyDocumentReader::read)
          .ifPresent(level::add);
    }
    return level;
  }

  static EffectiveTagPolicy merge(LocatedValue location, List<List<TagPolicyDocument>> levels) {
    List<TagPolicyDocument> documents = levels.stream().flatMap(List::stream).toList();
    if (documents.size() > 1
        && documents.stream()
            .anyMatch(document -> document.effective() && !document.statements().isEmpty())) {
      location.problem(
          "merges an effective policy, which AWS has merged already; accepted are policies with"
              + " operators, or one effective policy alone");
    }
    return Inheritance.merge(levels);
  }

  private Optional<LocatedValue> resolved(LocatedValue location, String accepted) {
    if (location.isObject()) {
      return Optional.of(location);
    }
    Optional<String> reference = location.words(accepted);
    try {
      return reference
          .flatMap(references::read)
          .flatMap(text -> JsonText.read(reference.get(), text, problems))
          .flatMap(SavedDocument::unwrapped);
    } catch (InvalidInputException leadsNowhere) {
      leadsNowhere.problems().forEach(location::problem);
      return Optional.empty();
    }
  }

  private static List<Waiver> waivers(LocatedValue location) {
    return location == null
        ? List.of()
        : location.items("a list of waivers").stream()
            .flatMap(item -> Waiver.read(item).stream())
            .toList();
  }
}
