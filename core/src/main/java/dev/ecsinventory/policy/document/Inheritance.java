package dev.ecsinventory.policy.document;

import dev.ecsinventory.policy.document.TagPolicyDocument.Setting;
import dev.ecsinventory.policy.document.TagPolicyDocument.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Merges tag policies into the effective one, as AWS inherits them from the organisation's root
 * down to an account. Of the documents attached to one location, the first to assign a value wins,
 * all that they append is added, then all that they remove is taken away. What a control forbids to
 * child policies is forbidden to every level below it, and no level can allow it again. A control
 * on a container, {@code tags} or a policy key, forbids only new members: a member that is there
 * has a control of its own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/organizations/latest/userguide/inheritance-examples.html">
 *     Inheritance examples</a>
 */
final class Inheritance {
  private final Set<Operator> allowed = EnumSet.allOf(Operator.class);
  private final SortedMap<String, InheritedStatement> statements = new TreeMap<>();

  private Inheritance() {}

  /**
   * The effective policy.
   *
   * @param levels from the root to the account; the documents of a level in the order in which they
   *     were attached
   */
  static EffectiveTagPolicy merge(List<List<TagPolicyDocument>> levels) {
    Inheritance inheritance = new Inheritance();
    levels.forEach(inheritance::addLevel);
    return inheritance.effective();
  }

  private void addLevel(List<TagPolicyDocument> documents) {
    Set<String> keys = new LinkedHashSet<>();
    documents.forEach(document -> keys.addAll(document.statements().keySet()));
    for (String key : keys) {
      if (statements.containsKey(key) || canAdd(allowed)) {
        statements
            .computeIfAbsent(key, ignored -> new InheritedStatement())
            .addLevel(
                documents.stream()
                    .map(document -> document.statements().get(key))
                    .filter(Objects::nonNull)
                    .toList());
      }
    }
    documents.forEach(document -> allowed.retainAll(document.allowed()));
  }

  private static boolean canAdd(Set<Operator> allowed) {
    return allowed.contains(Operator.ASSIGN) || allowed.contains(Operator.APPEND);
  }

  private EffectiveTagPolicy effective() {
    return new EffectiveTagPolicy(
        statements.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry -> entry.getValue().effective(entry.getKey()),
                    (one, other) -> one,
                    TreeMap::new)));
  }

  private static final class InheritedStatement {
    private final Set<Operator> allowed = EnumSet.allOf(Operator.class);
    private final Map<Element, InheritedSetting> settings = new EnumMap<>(Element.class);

    void addLevel(List<Statement> level) {
      for (Element element : Element.values()) {
        List<Setting> given =
            level.stream()
                .map(statement -> statement.settings().get(element))
                .filter(Objects::nonNull)
                .toList();
        if (!given.isEmpty() && (settings.containsKey(element) || canAdd(allowed))) {
          settings.computeIfAbsent(element, ignored -> new InheritedSetting()).addLevel(given);
        }
      }
      level.forEach(statement -> allowed.retainAll(statement.allowed()));
    }

    /** Without a tag key, lower case is the case treatment; without values, any value complies. */
    EffectiveTagPolicy.Tag effective(String policyKey) {
      List<String> key = values(Element.TAG_KEY, List.of(policyKey));
      return new EffectiveTagPolicy.Tag(
          key.isEmpty() ? policyKey : key.getFirst(),
          sorted(values(Element.TAG_VALUE, List.of(EffectiveTagPolicy.Tag.ANY_VALUE))),
          sorted(values(Element.ENFORCED_FOR, List.of())),
          sorted(values(Element.REPORT_REQUIRED_TAG_FOR, List.of())));
    }

    private List<String> values(Element element, List<String> preset) {
      InheritedSetting setting = settings.get(element);
      return setting == null || setting.values == null ? preset : setting.values;
    }

    private static SortedSet<String> sorted(List<String> values) {
      return new TreeSet<>(values);
    }
  }

  private static final class InheritedSetting {
    private final Set<Operator> allowed = EnumSet.allOf(Operator.class);

    /** Null until a document sets it: an empty list means something else. */
    private List<String> values;

    void addLevel(List<Setting> level) {
      if (allowed.contains(Operator.ASSIGN)) {
        level.stream()
            .flatMap(setting -> setting.assign().stream())
            .findFirst()
            .ifPresent(assigned -> values = new ArrayList<>(assigned));
      }
      if (allowed.contains(Operator.APPEND)) {
        level.forEach(setting -> append(setting.append()));
      }
      if (allowed.contains(Operator.REMOVE) && values != null) {
        level.forEach(setting -> values.removeAll(setting.remove()));
      }
      level.forEach(setting -> allowed.retainAll(setting.allowed()));
    }

    private void append(List<String> appended) {
      if (appended.isEmpty()) {
        return;
      }
      Set<String> all = new LinkedHashSet<>(values == null ? List.of() : values);
      all.addAll(appended);
      values = new ArrayList<>(all);
    }
  }
}
