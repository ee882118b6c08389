package dev.ecsinventory.bench.harness;

import static java.util.Objects.requireNonNull;

/**
 * A measured value.
 *
 * @param name the measured quantity, in the words of the page, independent of the machine
 * @param unit {@code ×} for a ratio, {@code %}, {@code s}, {@code MB}, …
 * @param goal null for a figure that only explains others
 */
public record Figure(String name, double value, String unit, Goal goal) {
  private static final double WITHOUT_FRACTION = 100;
  private static final double WITH_ONE_DIGIT = 10;

  public Figure {
    requireNonNull(name, "name is null");
    requireNonNull(unit, "unit is null");
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("%s is %s; accepted: a number".formatted(name, value));
    }
  }

  /** A figure with a goal. */
  public static Figure of(String name, double value, String unit, Goal goal) {
    return new Figure(name, value, unit, requireNonNull(goal, "goal is null"));
  }

  /** A figure that explains others. */
  public static Figure of(String name, double value, String unit) {
    return new Figure(name, value, unit, null);
  }

  /** The value with its unit, with at least three digits. */
  public String shownValue() {
    return shown(value);
  }

  /** The goal with its sign and unit; empty without one. */
  public String shownGoal() {
    return goal == null ? "" : goal.comparison().sign() + " " + shown(goal.limit());
  }

  /** Whether the goal is met; empty without one. */
  public String shownStatus() {
    return goal == null ? "" : goal.isMetBy(value) ? "met" : "**not met**";
  }

  private String shown(double number) {
    return (digits(number) + " " + unit).strip();
  }

  private static String digits(double number) {
    double size = Math.abs(number);
    if (number == Math.rint(number) || size >= WITHOUT_FRACTION) {
      return "%,.0f".formatted(number);
    }
    return size >= WITH_ONE_DIGIT ? "%.1f".formatted(number) : significant(number);
  }

  /** Small numbers have as many decimals as they need to differ from zero. */
  private static String significant(double number) {
    double size = Math.abs(number);
    if (size >= 0.1) {
      return "%.3f".formatted(number);
    }
    return size >= 0.001 ? "%.4f".formatted(number) : "%.2e".formatted(number);
  }
}
