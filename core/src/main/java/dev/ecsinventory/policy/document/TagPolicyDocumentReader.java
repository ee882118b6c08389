package dev.ecsinventory.policy.document;

import dev.ecsinventory.policy.document.TagPolicyDocument.Setting;
import dev.ecsinventory.policy.document.TagPolicyDocument.Statement;
import dev.ecsinventory.policy.text.LocatedValue;
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

  /** Reads the document at {@code location}; its problems are reported with their locations. */
  static TagPolicyDocument read(LocatedValue location) {
    return new TagPolicyDocumentReader().document(location);
  }

  private TagPolicyDocument document(LocatedValue location) {
    Map<String, LocatedValue> fields =
        location.fields("an AWS tag policy", List.of(TAGS, Operator.CONTROL));
    Optional.ofNullable(fields.get(Operator.CONTROL)).ifPresent(Operator::allowedAt);
    // An account without any tag policy has the effective policy {}.
    if (!fields.containsKey(TAGS) && !fields.isEmpty()) {
      location.problem("has no \"tags\"; an AWS tag policy starts with it");
    }
    return fields.containsKey(TAGS)
        ? tags(fields.get(TAGS))
        : new TagPolicyDocument(true, Operator.all(), new TreeMap<>());
  }

  private TagPolicyDocument tags(LocatedValue location) {
    Map<String, LocatedValue> fields = location.fields("an object of tags by policy key");
    Set<Operator> allowed = control(fields);
    SortedMap<String, Statement> statements = new TreeMap<>();
    fields.forEach(
        (key, field) -> {
          checkPolicyKey(key, field);
          if (statements.put(key.toLowerCase(Locale.ROOT), statement(key, field)) != null) {
            field.problem("differs only in case from another policy key; accepted is one of them");
          }
        });
    return new TagPolicyDocument(effective && !authored, allowed, statements);
  }

  private static void checkPolicyKey(String key, LocatedValue field) {
    if (key.startsWith("@@")) {
      field.problem("\"" + key + "\" is not an operator here; accepted is " + Operator.CONTROL);
    } else {
      TagText.keyProblem(key).ifPresent(field::problem);
    }
  }

  private Statement statement(String policyKey, LocatedValue location) {
    List<String> known = new ArrayList<>(Element.texts());
    known.add(Operator.CONTROL);
    Map<String, LocatedValue> fields =
        location.fields("an object of " + String.join(", ", known), known);
    Set<Operator> allowed = control(fields);
    Map<Element, Setting> settings = new EnumMap<>(Element.class);
    for (Element element : Element.values()) {
      LocatedValue field = fields.get(element.text);
      if (field != null) {
        settings.put(element, setting(element, policyKey, field));
      }
    }
    return new Statement(allowed, settings);
  }

  private Setting setting(Element element, String policyKey, LocatedValue location) {
    if (!element.affectsCompliance()) {
      // Its problems are not reported, and it does not determine the form of the document.
      return asWritten(element, policyKey, location.leniently());
    }
    boolean hasOperators = location.isObject();
    if (hasOperators ? effective : authored) {
      location.problem(
          "the document has a value with operators and one without; accepted is either the"
              + " authored form or the effective form");
    }
    authored |= hasOperators;
    effective |= !hasOperators;
    return asWritten(element, policyKey, location);
  }

  private static Setting asWritten(Element element, String policyKey, LocatedValue location) {
    return location.isObject()
        ? operators(element, policyKey, location)
        : Setting.assigned(values(element, policyKey, location));
  }

  private static Setting operators(Element element, String policyKey, LocatedValue location) {
    List<String> known =
        element.isSingle() ? List.of(Operator.ASSIGN.text, Operator.CONTROL) : Operator.texts();
    Map<String, LocatedValue> fields = location.fields("an object of operators", known);
    Set<Operator> allowed = control(fields);
    Map<Operator, List<String>> values = new EnumMap<>(Operator.class);
    for (Operator operator : Operator.values()) {
      LocatedValue field = fields.get(operator.text);
      if (field != null) {
        values.put(operator, values(element, policyKey, field));
      }
    }
    return new Setting(
        Optional.ofNullable(values.get(Operator.ASSIGN)),
        values.getOrDefault(Operator.APPEND, List.of()),
        values.getOrDefault(Operator.REMOVE, List.of()),
        allowed);
  }

  private static Set<Operator> control(Map<String, LocatedValue> fields) {
    LocatedValue control = fields.remove(Operator.CONTROL);
    return control == null ? Operator.all() : Operator.allowedAt(control);
  }

  private static List<String> values(Element element, String policyKey, LocatedValue location) {
    return switch (element) {
      case TAG_KEY -> tagKey(policyKey, location).map(List::of).orElse(List.of());
      case TAG_VALUE -> list(location, "a list of tag values", TagText::valuePatternProblem);
      case ENFORCED_FOR, REPORT_REQUIRED_TAG_FOR ->
          list(location, "a list of resource types", ResourceTypes::problem);
    };
  }

  private static Optional<String> tagKey(String policyKey, LocatedValue location) {
    String accepted = "\"" + policyKey + "\" in any case";
    Optional<String> key = location.text(accepted);
    if (key.isPresent()
        && !key.get().toLowerCase(Locale.ROOT).equals(policyKey.toLowerCase(Locale.ROOT))) {
      location.reject(accepted + ", because a tag key must equal its policy key except for case");
      return Optional.empty();
    }
    return key;
  }

  private interface TextCheck {
    /** The accepted values, if {@code text} is not one of them. */
    Optional<String> problem(String text);
  }

  private static List<String> list(LocatedValue location, String accepted, TextCheck check) {
    List<String> values = new ArrayList<>();
    for (LocatedValue item : location.items(accepted)) {
      Optional<String> text = item.text("a string");
      text.flatMap(check::problem).ifPresent(item::reject);
      text.ifPresent(values::add);
    }
    return values;
  }
}
