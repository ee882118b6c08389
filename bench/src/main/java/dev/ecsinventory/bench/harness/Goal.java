package dev.ecsinventory.bench.harness;

import static java.util.Objects.requireNonNull;

/**
 * The goal of a figure.
 *
 * @param limit in the figure's unit
 */
public record Goal(Comparison comparison, double limit) {
  public Goal {
    requireNonNull(comparison, "comparison is null");
  }

  /** The relation between a value and its limit if the goal is met. */
  public enum Comparison {
    AT_LEAST("≥"),
    AT_MOST("≤"),
    BELOW("<");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    /** The sign before the limit. */
    public String sign() {
      return sign;
    }
  }

  public static Goal atLeast(double limit) {
    return new Goal(Comparison.AT_LEAST, limit);
  }

  public static Goal atMost(double limit) {
    return new Goal(Comparison.AT_MOST, limit);
  }

  public static Goal below(double limit) {
    return new Goal(Comparison.BELOW, limit);
  }

  /** The measured value decides, not the rounded one that is shown. */
  public boolean isMetBy(double value) {
    return switch (comparison) {
      case AT_LEAST -> value >= limit;
      case AT_MOST -> value <= limit;
      case BELOW -> value < limit;
    };
  }
}
