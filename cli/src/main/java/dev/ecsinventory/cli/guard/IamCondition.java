package dev.ecsinventory.cli.guard;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One comparison of a statement's {@code Condition}: an operator, a condition key, and values. A
 * positive operator holds when one value matches, a negated one when none does.
 */
record IamCondition(String operator, String key, SortedSet<String> values) {
  static final String TAG_KEYS = "aws:TagKeys";
  static final String NOT_BEFORE = "DateGreaterThanEquals";

  private static final String REQUEST_TAG = "aws:RequestTag/";

  IamCondition {
    requireNonNull(operator, "operator is null");
    requireNonNull(key, "key is null");
    if (values.isEmpty()) {
      throw new IllegalArgumentException("values is empty");
    }
  }

  static IamCondition of(String operator, String key, Collection<String> values) {
    return new IamCondition(operator, key, new TreeSet<>(values));
  }

  static IamCondition of(String operator, String key, String value) {
    return of(operator, key, List.of(value));
  }

  /** The request has no tag of exactly this key: IAM compares tag keys in any case elsewhere. */
  static IamCondition withoutKey(String tagKey) {
    return of("ForAllValues:StringNotEquals", TAG_KEYS, IamText.literal(tagKey));
  }

  static IamCondition withKey(String tagKey) {
    return of("ForAnyValue:StringEquals", TAG_KEYS, IamText.literal(tagKey));
  }

  static IamCondition withKeyInAnyCase(String tagKey) {
    return of("ForAnyValue:StringEqualsIgnoreCase", TAG_KEYS, IamText.literal(tagKey));
  }

  /** The tag has none of the values, or is not there. */
  static IamCondition withoutValue(String tagKey, Collection<String> patterns) {
    return of("StringNotLike", REQUEST_TAG + tagKey, patterns);
  }

  boolean isNegated() {
    return operator.contains("Not");
  }

  /** Both comparisons, of one operator and key, as one. */
  IamCondition and(IamCondition other) {
    TreeSet<String> both = new TreeSet<>(values);
    both.addAll(other.values);
    if (operator.equals(NOT_BEFORE)) {
      return of(operator, key, both.last());
    }
    if (!isNegated()) {
      throw new IllegalStateException(operator + " of " + key + " has values already");
    }
    return new IamCondition(operator, key, both);
  }
}
