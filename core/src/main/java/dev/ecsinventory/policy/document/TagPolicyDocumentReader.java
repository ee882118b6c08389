package dev.ecsinventory.policy.document;

import dev.ecsinventory.policy.document.TagPolicyDocument.Setting;
import dev.ecsinventory.policy.document.TagPolicyDocument.Statement;
import dev.ecsinventory.policy.text.Place;
import dev.ecsinventory.policy.text.TagText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads an AWS Organizations tag policy in either form: authored, with operators, or effective, as
 * {@code DescribeEffectivePolicy} returns it, without. Elements that affect compliance are read
 * strictly, and unknown elements are rejected, because they may affect compliance. The others are
 * read leniently, because AWS may add resource types and operators to them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_example-tag-policies.html">
 *     Tag policy syntax</a>
 */
final class TagPolicyDocumentReader {
  static final String TAGS = "tags";

  private boolean authored;
  private boolean effective;

  private TagPolicyDocumentReader() {}

  /** Reads the document at {@code place}; its problems are reported with their locations. */
  static TagPolicyDocument read(Place place) {
    return new TagPolicyDocumentReader().document(place);
  }

  private TagPolicyDocument document(Place place) {
    Map<String, Place> members =
        place.members("an AWS tag policy", List.of(TAGS, Operator.CONTROL));
    Optional.ofNullable(members.get(Operator.CONTROL)).ifPresent(Operator::allowedAt);
    // An account without any tag policy has the effective policy {}.
    if (!members.containsKey(TAGS) && !members.isEmpty()) {
      place.problem("has no \"tags\"; an AWS tag policy starts with it");
    }
    return members.containsKey(TAGS)
        ? tags(members.get(TAGS))
        : new TagPolicyDocument(true, Operator.all(), new TreeMap<>());
  }

  private TagPolicyDocument tags(Place place) {
    Map<String, Place> members = place.members("an object of tags by policy key");
    Set<Operator> allowed = control(members);
    SortedMap<String, Statement> statements = new TreeMap<>();
    members.forEach(
        (key, member) -> {
          checkPolicyKey(key, member);
          if (statements.put(key.toLowerCase(Locale.ROOT), statement(key, member)) != null) {
            member.problem("differs only in case from another policy key; accepted is one of them");
          }
        });
    return new TagPolicyDocument(effective && !authored, allowed, statements);
  }

  private static void checkPolicyKey(String key, Place member) {
    if (key.startsWith("@@")) {
      member.problem("\"" + key + "\" is not an operator here; accepted is " + Operator.CONTROL);
    } else {
      TagText.keyProblem(key).ifPresent(member::problem);
    }
  }

  private Statement statement(String policyKey, Place place) {
    List<String> known = new ArrayList<>(Element.texts());
    known.add(Operator.CONTROL);
    Map<String, Place> members = place.members("an object of " + String.join(", ", known), known);
    Set<Operator> allowed = control(members);
    Map<Element, Setting> settings = new EnumMap<>(Element.class);
    for (Element element : Element.values()) {
      Place member = members.get(element.text);
      if (member != null) {
        settings.put(element, setting(element, policyKey, member));
      }
    }
    return new Statement(allowed, settings);
  }

  private Setting setting(Element element, String policyKey, Place place) {
    if (!element.affectsCompliance()) {
      // Its problems are not reported, and it does not determine the form of the document.
      return asWritten(element, policyKey, place.leniently());
    }
    boolean hasOperators = place.isObject();
    if (hasOperators ? effective : authored) {
      place.problem(
          "the document has a value with operators and one without; accepted is either the"
              + " authored form or the effective form");
    }
    authored |= hasOperators;
    effective |= !hasOperators;
    return asWritten(element, policyKey, place);
  }

  private static Setting asWritten(Element element, String policyKey, Place place) {
    return place.isObject()
        ? operators(element, policyKey, place)
        : Setting.assigned(values(element, policyKey, place));
  }

  private static Setting operators(Element element, String policyKey, Place place) {
    List<String> known =
        element.isSingle() ? List.of(Operator.ASSIGN.text, Operator.CONTROL) : Operator.texts();
    Map<String, Place> members = place.members("an object of operators", known);
    Set<Operator> allowed = control(members);
    Map<Operator, List<String>> values = new EnumMap<>(Operator.class);
    for (Operator operator : Operator.values()) {
      Place member = members.get(operator.text);
      if (member != null) {
        values.put(operator, values(element, policyKey, member));
      }
    }
    return new Setting(
        Optional.ofNullable(values.get(Operator.ASSIGN)),
        values.getOrDefault(Operator.APPEND, List.of()),
        values.getOrDefault(Operator.REMOVE, List.of()),
        allowed);
  }

  private static Set<Operator> control(Map<String, Place> members) {
    Place control = members.remove(Operator.CONTROL);
    return control == null ? Operator.all() : Operator.allowedAt(control);
  }

  private static List<String> values(Element element, String policyKey, Place place) {
    return switch (element) {
      case TAG_KEY -> tagKey(policyKey, place).map(List::of).orElse(List.of());
      case TAG_VALUE -> list(place, "a list of tag values", TagText::valuePatternProblem);
      case ENFORCED_FOR, REPORT_REQUIRED_TAG_FOR ->
          list(place, "a list of resource types", ResourceTypes::problem);
    };
  }

  private static Optional<String> tagKey(String policyKey, Place place) {
    String accepted = "\"" + policyKey + "\" in any case";
    Optional<String> key = place.text(accepted);
    if (key.isPresent()
        && !key.get().toLowerCase(Locale.ROOT).equals(policyKey.toLowerCase(Locale.ROOT))) {
      place.refuse(accepted + ", because a tag key must equal its policy key except for case");
      return Optional.empty();
    }
    return key;
  }

  private interface TextCheck {
    /** The accepted values, if {@code text} is not one of them. */
    Optional<String> problem(String text);
  }

  private static List<String> list(Place place, String accepted, TextCheck check) {
    List<String> values = new ArrayList<>();
    for (Place item : place.items(accepted)) {
      Optional<String> text = item.text("a string");
      text.flatMap(check::problem).ifPresent(item::refuse);
      text.ifPresent(values::add);
    }
    return values;
  }
}
