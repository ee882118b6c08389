package dev.ecsinventory.report;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What task sets come to by one of their properties, of as many values as a page can show: the
 * worst first. What is left out is counted.
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
   * A breakdown that remembers {@code mostValues} values and shows {@code mostLines} of them.
   *
   * @param mostValues what comes when there are so many is left out, however bad, unless {@link
   *     #keepWorst} has made room
   */
  Breakdown(int mostValues, int mostLines) {
    this.mostValues = mostValues;
    this.mostLines = mostLines;
  }

  /**
   * A value.
   *
   * @param name empty where there is none
   * @param of what the name is a name in; empty where it needs nothing
   */
  public record Key(String name, String of) {
    public Key {
      requireNonNull(name, "name is null");
      requireNonNull(of, "of is null");
    }
  }

  /** A value and what its task sets come to. */
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

  /** Forgets all but the worst values; for values that cannot come again. */
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

  /** The values that are shown, the worst first. */
  public List<Line> lines() {
    return sorted().stream().limit(mostLines).toList();
  }

  /** How many values are not shown, at most: one that came more than once may count as several. */
  public int leftOutValues() {
    return leftOutValues + Math.max(0, tallies.size() - mostLines);
  }

  /** What the task sets of all that is not shown come to. */
  public ComplianceTally leftOut() {
    return sorted().stream()
        .skip(mostLines)
        .map(Line::tally)
        .reduce(leftOut, ComplianceTally::plus);
  }
}
