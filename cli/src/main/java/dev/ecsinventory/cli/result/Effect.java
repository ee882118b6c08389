package dev.ecsinventory.cli.result;

import dev.ecsinventory.cli.text.TextStyle;

/** The effect of a violation on the result of a check. */
public enum Effect {
  FAILS(TextStyle.BAD),
  WAIVED(TextStyle.MUTED),
  /** It was in the baseline. */
  IN_BASELINE(TextStyle.MUTED),
  /** {@code --fail-on} does not name it. */
  REPORTED(TextStyle.WARNING),
  /** Whether there is a violation depends on values that are not known. */
  UNDECIDED(TextStyle.WARNING);

  private final TextStyle style;

  Effect(TextStyle style) {
    this.style = style;
  }

  TextStyle style() {
    return style;
  }
}
