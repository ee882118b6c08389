package dev.ecsinventory.policy.document;

import static java.util.Objects.requireNonNull;

/**
 * What a policy asks of one tag of a task set.
 *
 * @param key the tag's key, in the case that complies
 * @param required whether a task set must have the tag
 * @param refusesOtherCases whether a tag whose key differs only in case is a violation even beside
 *     a tag with the right key
 */
public record TagRule(
    String key, boolean required, boolean rejectsOtherCases, AcceptedValues values) {
  public TagRule {
    requireNonNull(key, "key is null");
    requireNonNull(values, "values is null");
  }
}
