package dev.ecsinventory.policy.document;

import dev.ecsinventory.policy.text.Spelling;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The values that a rule accepts. They are sorted, because their order in the policy has no
 * meaning.
 *
 * @param any whether every value is accepted, the empty one too
 * @param literals values that are compared literally
 * @param patterns values accepted by a wildcard
 */
public record AcceptedValues(boolean any, SortedSet<String> literals, List<ValuePattern> patterns) {
  public static final AcceptedValues ANY =
      new AcceptedValues(true, Collections.emptySortedSet(), List.of());

  /** The maximum number of values in a message. */
  private static final int MAX_SHOWN = 20;

  public AcceptedValues {
    literals = Collections.unmodifiableSortedSet(new TreeSet<>(literals));
    patterns = List.copyOf(patterns);
  }

  /** Values that may have a wildcard each; {@code *} alone accepts any value. */
  public static AcceptedValues of(Collection<String> values) {
    if (values.contains(EffectiveTagPolicy.Tag.ANY_VALUE)) {
      return ANY;
    }
    return new AcceptedValues(
        false,
        values.stream()
            .filter(value -> value.indexOf('*') < 0)
            .collect(Collectors.toCollection(TreeSet::new)),
        values.stream()
            .filter(value -> value.indexOf('*') >= 0)
            .distinct()
            .sorted()
            .map(ValuePattern::of)
            .toList());
  }

  /** Values without wildcards. */
  static AcceptedValues literally(Collection<String> values) {
    return new AcceptedValues(false, new TreeSet<>(values), List.of());
  }

  /** Whether no value is accepted, so that the tag must not exist. */
  public boolean none() {
    return !any && literals.isEmpty() && patterns.isEmpty();
  }

  public boolean accepts(String value) {
    if (any || literals.contains(value)) {
      return true;
    }
    for (ValuePattern pattern : patterns) {
      if (pattern.matches(value)) {
        return true;
      }
    }
    return false;
  }

  /** The accepted value that was probably intended with {@code value}. */
  public Optional<String> nearest(String value) {
    String plain = Spelling.plain(value);
    for (ValuePattern pattern : patterns) {
      Optional<String> respelled = pattern.respelled(plain);
      if (respelled.isPresent()) {
        return respelled;
      }
    }
    return Spelling.nearest(value, literals);
  }

  /** A description in words. */
  public String described() {
    if (any) {
      return "any value";
    }
    if (none()) {
      return "no value at all";
    }
    Set<String> all = new TreeSet<>(literals);
    patterns.forEach(pattern -> all.add(pattern.prefix() + "*" + pattern.suffix()));
    String shown =
        all.stream()
            .limit(MAX_SHOWN)
            .map(value -> "\"" + value + "\"")
            .collect(Collectors.joining(", "));
    int more = all.size() - MAX_SHOWN;
    return (all.size() == 1 ? "" : "one of ") + shown + (more > 0 ? " and " + more + " more" : "");
  }
}
