package dev.ecsinventory.policy;

/** The kind of a violation: column {@code violation}. */
public enum ViolationKind {
  /** The tag is required, and no tag has its key in any letter case. */
  MISSING_TAG,
  /** The policy does not accept the tag's value. */
  VALUE_NOT_ALLOWED,
  /** The policy accepts no value, so the tag must not exist. */
  TAG_NOT_ALLOWED,
  /** The tag's key differs from the policy's only in case. */
  WRONG_KEY_CASE
}
