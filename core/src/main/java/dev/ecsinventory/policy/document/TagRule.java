package dev.ecsinventory.policy.document;

import static java.util.Objects.requireNonNull;

/**
 * A policy's requirements on one tag of a task set.
 *
 * @param key the tag's key, in the compliant spelling
 * @param required whether a task set must have the tag
 * @param refusesOtherCases whether a tag whose key differs only in case is a violation even if a
 *     tag with the right key exists
 */
public record TagRule(
    String key, boolean required, boolean rejectsOtherCases, AcceptedValues values) {
  public TagRule {
    requireNonNull(key, "key is null");
    requireNonNull(values, "values is null");
  }
}
