package dev.ecsinventory.write.dynamodb;

import dev.ecsinventory.format.TimestampText;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.TableLayout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A condition of a write.
 *
 * @param expression in the syntax of DynamoDB's condition expressions
 * @param names attribute names of its {@code #} placeholders
 * @param values values of its {@code :} placeholders
 */
public record Condition(
    String expression, Map<String, String> names, Map<String, AttributeValue> values) {
  public Condition {
    names = Map.copyOf(names);
    values = Map.copyOf(values);
  }

  static Condition exists() {
    return new Condition("attribute_exists(pk)", Map.of(), Map.of());
  }

  /** The attributes {@code names} have the same values as in {@code before}. */
  public static Condition still(Map<String, AttributeValue> before, List<String> names) {
    String expression =
        names.stream()
            .map(
                name ->
                    before.containsKey(name)
                        ? "#%s = :%s".formatted(name, name)
                        : "attribute_not_exists(#%s)".formatted(name))
            .collect(Collectors.joining(" AND "));
    return new Condition(
        expression,
        names.stream().collect(Collectors.toMap(name -> "#" + name, name -> name)),
        names.stream()
            .filter(before::containsKey)
            .collect(Collectors.toMap(name -> ":" + name, before::get)));
  }

  /** An older snapshot never overwrites a newer one. */
  public static Condition notNewerThan(AttributeValue time) {
    return new Condition(
        "(attribute_not_exists(pk) OR snapshot_time <= :time)", Map.of(), Map.of(":time", time));
  }

  /** The same as {@link #notNewerThan}, but ignores items that a withdrawn snapshot wrote. */
  public static Condition notNewerThan(AttributeValue time, SortedSet<SnapshotId> withdrawn) {
    if (withdrawn.isEmpty()) {
      return notNewerThan(time);
    }
    Map<String, AttributeValue> values = new HashMap<>(Map.of(":time", time));
    List<String> operands = new ArrayList<>();
    for (SnapshotId id : withdrawn) {
      String operand = ":w" + operands.size();
      operands.add(operand);
      values.put(operand, AttributeValue.fromS(id.value()));
    }
    return new Condition(
        "(attribute_not_exists(pk) OR snapshot_time <= :time OR snapshot_id IN (%s))"
            .formatted(String.join(", ", operands)),
        Map.of(),
        values);
  }

  /**
   * The item was not written after {@code listed}, because a listing proves nothing about resources
   * that were created later.
   */
  public static Condition notObservedSince(Instant listed) {
    return new Condition(
        "(attribute_not_exists(%1$s) OR %1$s < :listed)".formatted(TableLayout.OBSERVED_AT),
        Map.of(),
        Map.of(":listed", AttributeValue.fromS(TimestampText.text(listed))));
  }

  public Condition and(Condition other) {
    Map<String, String> allNames = new HashMap<>(names);
    allNames.putAll(other.names);
    Map<String, AttributeValue> allValues = new HashMap<>(values);
    allValues.putAll(other.values);
    return new Condition(expression + " AND " + other.expression, allNames, allValues);
  }

  /** Null when there are none: DynamoDB rejects an empty map. */
  Map<String, String> namesOrNull() {
    return names.isEmpty() ? null : names;
  }

  /** Null when there are none: DynamoDB rejects an empty map. */
  Map<String, AttributeValue> valuesOrNull() {
    return values.isEmpty() ? null : values;
  }
}
