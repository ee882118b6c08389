package dev.ecsinventory.cli.past.change;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.cli.past.TaskSetName;
import dev.ecsinventory.cli.text.TextStyle;
import dev.ecsinventory.model.AccountRegion;
import java.util.List;
import java.util.Optional;

/**
 * One entry of a comparison of two snapshots.
 *
 * @param taskSet empty when it is not comparable which task sets a resource had
 * @param resourceArn ARN of the task set, or of the resource whose task sets are not comparable
 * @param columns those that differ, or cannot be compared
 * @param reason why something is not comparable; empty for other kinds
 */
public record Change(
    Kind kind,
    AccountRegion accountRegion,
    Optional<TaskSetName> taskSet,
    String resourceArn,
    List<ColumnChange> columns,
    Optional<String> reason) {
  /** What changed. An entry is of one kind; a task set may have an entry of several kinds. */
  public enum Kind {
    CREATED("created", TextStyle.GOOD),
    DELETED("deleted", TextStyle.BAD),
    /** Columns other than the tags. */
    CHANGED("changed", TextStyle.HEADING),
    RETAGGED("retagged", TextStyle.HEADING),
    /** The compliance status. */
    COMPLIANCE("changed compliance", TextStyle.HEADING),
    /** Something was not read. */
    NOT_COMPARABLE("not comparable", TextStyle.WARNING);

    private final String text;
    private final TextStyle style;

    Kind(String text, TextStyle style) {
      this.text = text;
      this.style = style;
    }

    TextStyle style() {
      return style;
    }

    String text() {
      return text;
    }
  }

  public Change {
    requireNonNull(kind, "kind is null");
    requireNonNull(accountRegion, "accountRegion is null");
    requireNonNull(taskSet, "taskSet is null");
    requireNonNull(resourceArn, "resourceArn is null");
    columns = List.copyOf(columns);
    requireNonNull(reason, "reason is null");
  }
}
