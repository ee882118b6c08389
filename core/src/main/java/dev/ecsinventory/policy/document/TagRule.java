package dev.ecsinventory.policy.document;

import static java.util.Objects.requireNonNull;

/**
 * A policy's requirements on one tag of a task set.
 *
 * @param key the tag's key, in the compliant spelling
 * @param required whether a task set must have the tag
 * @param rejectsOtherCases whether a tag whose key differs only in case is a violation even if a
 *     tag with the right key exists
 * @param acceptsServiceTag whether a task set that cannot have the tag may have it on its service
 */
public record TagRule(
    String key,
    boolean required,
    boolean rejectsOtherCases,
    AcceptedValues values,
    boolean acceptsServiceTag) {
  public TagRule {
    requireNonNull(key, "key is null");
    requireNonNull(values, "values is null");
  }

  /** A rule about the task set's own tag alone. */
  TagRule(String key, boolean required, boolean rejectsOtherCases, AcceptedValues values) {
    this(key, required, rejectsOtherCases, values, false);
  }

  TagRule acceptingServiceTag() {
    return new TagRule(key, required, rejectsOtherCases, values, true);
  }
}
