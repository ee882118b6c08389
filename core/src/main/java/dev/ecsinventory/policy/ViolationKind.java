package dev.ecsinventory.policy;

/** How a task set breaks a rule: column {@code violation}. */
public enum ViolationKind {
  /** The tag must be there, in any case, and is not. */
  MISSING_TAG,
  /** The tag's value is none that the policy accepts. */
  VALUE_NOT_ALLOWED,
  /** The policy accepts no value: the tag must not be there. */
  TAG_NOT_ALLOWED,
  /** The tag's key differs from the policy's only in case. */
  WRONG_KEY_CASE
}
