package dev.ecsinventory.cli.check;

import dev.ecsinventory.policy.ViolationKind;
import java.util.Locale;

/** The violations that make {@code check} fail: values of {@code --fail-on}. */
public enum FailOn {
  ANY,
  NONE,
  /** Any kind, except those that no one can fix. */
  FIXABLE,
  MISSING_TAG,
  WRONG_KEY_CASE,
  VALUE_NOT_ALLOWED,
  TAG_NOT_ALLOWED;

  boolean includes(ViolationKind kind, boolean isFixable) {
    return switch (this) {
      case ANY -> true;
      case NONE -> false;
      case FIXABLE -> isFixable;
      case MISSING_TAG, WRONG_KEY_CASE, VALUE_NOT_ALLOWED, TAG_NOT_ALLOWED ->
          kind.name().equals(name());
    };
  }

  /** The name in the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
