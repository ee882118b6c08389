package dev.ecsinventory.policy.document;

import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.policy.text.JsonText;
import dev.ecsinventory.policy.text.Place;
import dev.ecsinventory.policy.text.Problems;
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

  /** Thirty days: a longer period requires a waiver, which has an owner and an end. */
  static final int MOST_GRACE_MINUTES = 30 * 24 * 60;

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

  PolicyContent read(Place file) {
    Map<String, Place> members =
        file.members(
            "a policy file",
            List.of(
                SCHEMA,
                DESCRIPTION,
                RULES,
                WAIVERS,
                GRACE_PERIOD_MINUTES,
                COUNT_DRAINING_TASK_SETS));
    texts(members, SCHEMA, DESCRIPTION);
    return new PolicyContent(
        rules(members.get(RULES)),
        waivers(members.get(WAIVERS)),
        Optional.ofNullable(members.get(GRACE_PERIOD_MINUTES))
            .map(place -> Duration.ofMinutes(place.integer(0, MOST_GRACE_MINUTES).orElse(0)))
            .orElse(Duration.ZERO),
        Optional.ofNullable(members.get(COUNT_DRAINING_TASK_SETS))
            .flatMap(Place::flag)
            .orElse(true));
  }

  private static void texts(Map<String, Place> members, String... keys) {
    for (String key : keys) {
      Optional.ofNullable(members.get(key)).ifPresent(place -> place.text("a text"));
    }
  }

  private List<RuleSet> rules(Place place) {
    return place.items("a list of rules").stream().map(this::rule).toList();
  }

  private RuleSet rule(Place place) {
    Map<String, Place> members =
        place.members("a rule", List.of(DESCRIPTION, SCOPE, TAG_POLICIES, REQUIRED_TAGS));
    texts(members, DESCRIPTION);
    Place tagPolicies = members.get(TAG_POLICIES);
    Place requiredTags = members.get(REQUIRED_TAGS);
    if (place.isObject() && tagPolicies == null && requiredTags == null) {
      place.problem("requires nothing; accepted is " + TAG_POLICIES + ", " + REQUIRED_TAGS);
    }
    return new RuleSet(
        members.containsKey(SCOPE) ? RuleScope.read(members.get(SCOPE)) : RuleScope.EVERYTHING,
        tagPolicies == null ? NO_TAG_POLICY : tagPolicy(tagPolicies),
        requiredTags == null ? NO_REQUIRED_TAGS : requiredTags(requiredTags));
  }

  private RequiredTags requiredTags(Place place) {
    return resolved(place, "parameters of AWS Config's required-tags, or their location")
        .map(RequiredTags::read)
        .orElse(NO_REQUIRED_TAGS);
  }

  private EffectiveTagPolicy tagPolicy(Place place) {
    String accepted =
        "a list of AWS tag policies, or of their locations, from the organization's root to the"
            + " account";
    List<Place> levels = place.items(accepted);
    if (place.isArray() && levels.isEmpty()) {
      place.problem("is empty; accepted is " + accepted);
    }
    return merge(place, levels.stream().map(this::level).toList());
  }

  /** Policies that are attached to the same root, unit or account are in a nested list. */
  private List<TagPolicyDocument> level(Place place) {
    List<Place> documents = place.isArray() ? place.items("AWS tag policies") : List.of(place);
    List<TagPolicyDocument> level = new ArrayList<>();
    for (Place document : documents) {
      resolved(document, "an AWS tag policy, or its location")
          .map(TagPolicyDocumentReader::read)
          .ifPresent(level::add);
    }
    return level;
  }

  static EffectiveTagPolicy merge(Place place, List<List<TagPolicyDocument>> levels) {
    List<TagPolicyDocument> documents = levels.stream().flatMap(List::stream).toList();
    if (documents.size() > 1
        && documents.stream()
            .anyMatch(document -> document.effective() && !document.statements().isEmpty())) {
      place.problem(
          "merges an effective policy, which AWS has merged already; accepted are policies with"
              + " operators, or one effective policy alone");
    }
    return Inheritance.merge(levels);
  }

  private Optional<Place> resolved(Place place, String accepted) {
    if (place.isObject()) {
      return Optional.of(place);
    }
    Optional<String> reference = place.words(accepted);
    try {
      return reference
          .flatMap(references::read)
          .flatMap(text -> JsonText.read(reference.get(), text, problems))
          .flatMap(SavedDocument::unwrapped);
    } catch (InvalidInputException leadsNowhere) {
      leadsNowhere.problems().forEach(place::problem);
      return Optional.empty();
    }
  }

  private static List<Waiver> waivers(Place place) {
    return place == null
        ? List.of()
        : place.items("a list of waivers").stream()
            .flatMap(item -> Waiver.read(item).stream())
            .toList();
  }
}
