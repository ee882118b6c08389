package dev.ecsinventory.report;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compliance of task sets by one of their properties, for as many values as a page can show, worst
 * first. Omitted values are counted.
 */
public final class Breakdown {
  private static final Comparator<Line> WORST_FIRST =
      Comparator.comparingInt((Line line) -> -line.tally().taskSets().nonCompliant())
          .thenComparingInt(line -> -line.tally().taskSets().unknown())
          .thenComparingInt(line -> -line.tally().taskSets().all())
          .thenComparing(line -> line.key().name())
          .thenComparing(line -> line.key().of());

  private final int mostValues;
  private final int mostLines;
  private final Map<Key, ComplianceTally> tallies = new HashMap<>();
  private int leftOutValues;
  private ComplianceTally leftOut = ComplianceTally.NONE;

  /**
   * A breakdown that stores {@code mostValues} values and shows {@code mostLines} of them.
   *
   * @param mostValues maximum of values; further values are omitted, regardless of their
   *     compliance, unless {@link #keepWorst} has made room
   */
  Breakdown(int mostValues, int mostLines) {
    this.mostValues = mostValues;
    this.mostLines = mostLines;
  }

  /**
   * A value of the property.
   *
   * @param name the value; empty where there is none
   * @param of the namespace of the name, such as its cluster; empty where the name is unique
   */
  public record Key(String name, String of) {
    public Key {
      requireNonNull(name, "name is null");
      requireNonNull(of, "of is null");
    }
  }

  /** A value and the counts of its task sets. */
  public record Line(Key key, ComplianceTally tally) {}

  void add(Key key, ComplianceTally tally) {
    if (tallies.containsKey(key) || tallies.size() < mostValues) {
      tallies.merge(key, tally, ComplianceTally::plus);
    } else {
      leaveOut(tally);
    }
  }

  private void leaveOut(ComplianceTally tally) {
    leftOutValues++;
    leftOut = leftOut.plus(tally);
  }

  /** Discards all but the worst values; only for values that cannot occur again. */
  void keepWorst() {
    if (tallies.size() > mostLines) {
      sorted().stream().skip(mostLines).forEach(line -> leaveOut(tallies.remove(line.key())));
    }
  }

  private List<Line> sorted() {
    return tallies.entrySet().stream()
        .map(entry -> new Line(entry.getKey(), entry.getValue()))
        .sorted(WORST_FIRST)
        .toList();
  }

  /** The values that are shown, worst first. */
  public List<Line> lines() {
    return sorted().stream().limit(mostLines).toList();
  }

  /**
   * The maximum number of values that are not shown; a value that occurred repeatedly may be
   * counted repeatedly.
   */
  public int leftOutValues() {
    return leftOutValues + Math.max(0, tallies.size() - mostLines);
  }

  /** The counts of the task sets of all values that are not shown. */
  public ComplianceTally leftOut() {
    return sorted().stream()
        .skip(mostLines)
        .map(Line::tally)
        .reduce(leftOut, ComplianceTally::plus);
  }
}
