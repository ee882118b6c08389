package dev.ecsinventory.cli.snapshots;

import dev.ecsinventory.cli.text.Paragraphs;
import dev.ecsinventory.cli.text.Terminal;
import dev.ecsinventory.cli.text.TextStyle;
import dev.ecsinventory.cli.text.WrappedText;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A list of snapshots for people: a line per snapshot, or several for a terminal without space for
 * the columns.
 */
public final class SnapshotListText {
  private static final List<String> HEADING =
      List.of("snapshot", "age", "status", "clusters", "services", "task sets", "failures");
  private static final int STATUS = 2;

  /** The columns of texts, which are aligned to the left; numbers are aligned to the right. */
  private static final Set<Integer> TEXTS = Set.of(0, STATUS);

  private static final String INDENT = "  ";
  private static final long HOURS_OF_TWO_DAYS = 48;

  private final List<ListedSnapshot> snapshots;
  private final List<List<String>> rows;
  private final Terminal terminal;
  private final StringBuilder text = new StringBuilder();

  private SnapshotListText(List<ListedSnapshot> snapshots, Instant now, Terminal terminal) {
    this.snapshots = snapshots;
    this.rows = snapshots.stream().map(snapshot -> cells(snapshot, now)).toList();
    this.terminal = terminal;
  }

  /** The text; a withdrawn snapshot is followed by the reason. */
  public static String of(List<ListedSnapshot> snapshots, Instant now, Terminal terminal) {
    return new SnapshotListText(snapshots, now, terminal).text();
  }

  private String text() {
    List<Integer> widths = IntStream.range(0, HEADING.size()).mapToObj(this::width).toList();
    int width = widths.stream().mapToInt(Integer::intValue).sum();
    boolean hasColumns = width + widths.size() - 1 <= terminal.width();
    if (hasColumns) {
      line(terminal.styled(TextStyle.MUTED, String.join(" ", padded(HEADING, widths))));
    }
    for (int index = 0; index < rows.size(); index++) {
      if (hasColumns) {
        columns(rows.get(index), widths);
      } else {
        stacked(rows.get(index));
      }
      snapshots
          .get(index)
          .withdrawal()
          .map(withdrawal -> "withdrawn: " + withdrawal.reason())
          .ifPresent(reason -> text.append(new Paragraphs(terminal).add(INDENT.length(), reason)));
    }
    return text.toString();
  }

  private int width(int column) {
    return Math.max(
        HEADING.get(column).length(),
        rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
  }

  private static List<String> padded(List<String> cells, List<Integer> widths) {
    return IntStream.range(0, cells.size())
        .mapToObj(
            column ->
                ("%" + (TEXTS.contains(column) ? "-" : "") + widths.get(column) + "s")
                    .formatted(cells.get(column)))
        .toList();
  }

  private void columns(List<String> cells, List<Integer> widths) {
    List<String> padded = new ArrayList<>(padded(cells, widths));
    padded.set(STATUS, styled(cells.get(STATUS), padded.get(STATUS)));
    line(String.join(" ", padded));
  }

  private void stacked(List<String> cells) {
    line(cells.getFirst() + INDENT + styled(cells.get(STATUS), cells.get(STATUS)));
    text.append(
        WrappedText.of(
            terminal.width(),
            INDENT,
            IntStream.range(0, cells.size())
                .filter(column -> !TEXTS.contains(column))
                .mapToObj(column -> HEADING.get(column) + " " + cells.get(column))
                .collect(Collectors.joining(", "))));
  }

  private void line(String line) {
    text.append(line.stripTrailing()).append(System.lineSeparator());
  }

  private String styled(String status, String cell) {
    TextStyle style =
        switch (status) {
          case "COMPLETE" -> TextStyle.GOOD;
          case "PARTIAL" -> TextStyle.WARNING;
          case "withdrawn" -> TextStyle.MUTED;
          default -> TextStyle.BAD;
        };
    return terminal.styled(style, cell);
  }

  private static List<String> cells(ListedSnapshot snapshot, Instant now) {
    return List.of(
        snapshot.id().value(),
        age(snapshot.id().time(), now),
        status(snapshot),
        count(snapshot, Snapshots.CLUSTER_COUNT),
        count(snapshot, Snapshots.SERVICE_COUNT),
        count(snapshot, Snapshots.TASK_SET_COUNT),
        count(snapshot, Snapshots.READ_FAILURE_COUNT));
  }

  private static String status(ListedSnapshot snapshot) {
    if (snapshot.withdrawal().isPresent()) {
      return "withdrawn";
    }
    return snapshot
        .summary()
        .map(row -> VisibleText.of(row.get(Snapshots.STATUS)))
        .orElse("unreadable");
  }

  private static String count(ListedSnapshot snapshot, Column<Integer> column) {
    return snapshot.summary().map((Row row) -> String.valueOf(row.get(column))).orElse("?");
  }

  /** The age in the largest unit of which it has at least two. */
  static String age(Instant time, Instant now) {
    Duration age = Duration.between(time, now);
    if (age.isNegative()) {
      return "future";
    }
    if (age.toHours() >= HOURS_OF_TWO_DAYS) {
      return age.toDays() + "d";
    }
    return age.toMinutes() >= 120 ? age.toHours() + "h" : age.toMinutes() + "m";
  }
}
