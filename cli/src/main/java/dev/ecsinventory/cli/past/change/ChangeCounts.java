package dev.ecsinventory.cli.past.change;

import dev.ecsinventory.cli.past.change.Change.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How many entries of each kind a comparison has. */
public final class ChangeCounts {
  private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

  /** Counts one entry. */
  public void add(Change change) {
    counts.merge(change.kind(), 1, Integer::sum);
  }

  /** Whether anything differs. */
  public boolean hasDifferences() {
    return counts.keySet().stream().anyMatch(kind -> kind != Kind.NOT_COMPARABLE);
  }

  /** Whether something cannot be compared. */
  public boolean isIncomplete() {
    return counts.containsKey(Kind.NOT_COMPARABLE);
  }

  /** Such as {@code 2 created, 1 retagged}. */
  String text() {
    return counts.isEmpty()
        ? "no difference"
        : counts.entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey().text())
            .collect(Collectors.joining(", "));
  }
}
