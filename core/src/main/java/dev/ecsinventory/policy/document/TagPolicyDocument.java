package dev.ecsinventory.policy.document;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One AWS Organizations tag policy document, before inheritance.
 *
 * @param effective whether AWS has already merged it: values without operators
 * @param allowed operators that child policies may apply to the list of tags
 * @param statements by policy key in lower case, because policy keys ignore case
 */
record TagPolicyDocument(
    boolean effective, Set<Operator> allowed, SortedMap<String, Statement> statements) {

  TagPolicyDocument {
    allowed = Set.copyOf(allowed);
    statements = Collections.unmodifiableSortedMap(new TreeMap<>(statements));
  }

  /**
   * A document's statement about one tag.
   *
   * @param allowed operators that child policies may apply to the list of settings
   */
  record Statement(Set<Operator> allowed, Map<Element, Setting> settings) {
    Statement {
      allowed = Set.copyOf(allowed);
      settings =
          settings.isEmpty()
              ? Map.of()
              : Collections.unmodifiableMap(new EnumMap<Element, Setting>(settings));
    }
  }

  /**
   * A document's operations on one value; a single value is a list of one.
   *
   * @param allowed operators that child policies may apply to the value
   */
  record Setting(
      Optional<List<String>> assign,
      List<String> append,
      List<String> remove,
      Set<Operator> allowed) {
    Setting {
      assign = assign.map(List::copyOf);
      append = List.copyOf(append);
      remove = List.copyOf(remove);
      allowed = Set.copyOf(allowed);
    }

    static Setting assigned(List<String> values) {
      return new Setting(Optional.of(values), List.of(), List.of(), Operator.all());
    }
  }
}
