package dev.ecsinventory.write.dynamodb;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.schema.TableLayout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * One write of a {@link Transaction}, still without its table's name.
 *
 * @param key key of the item
 * @param operation operation on the item
 * @param condition on which it and the whole transaction depend
 * @param ifRejected reaction if the condition does not hold
 * @param resource ARN of the item's resource
 * @param images the item after the write, and before it if an index requires it
 */
public record TableWrite(
    Map<String, AttributeValue> key,
    Operation operation,
    Optional<Condition> condition,
    IfRejected ifRejected,
    String resource,
    List<Map<String, AttributeValue>> images) {
  public TableWrite {
    key = Map.copyOf(key);
    requireNonNull(operation, "operation is null");
    requireNonNull(condition, "condition is null");
    requireNonNull(ifRejected, "ifRejected is null");
    requireNonNull(resource, "resource is null");
    images = List.copyOf(images);
  }

  /** The operation of a write on its item. */
  sealed interface Operation {
    record Puts(Map<String, AttributeValue> item) implements Operation {
      public Puts {
        item = Map.copyOf(item);
      }
    }

    record Deletes() implements Operation {}

    /** Sets or removes the item's expiry. */
    record Expires(Optional<Instant> at) implements Operation {}
  }

  /** The reaction if the condition of a write does not hold. */
  public enum IfRejected {
    /** Another run wrote: read the digest again and compare again. */
    COMPARE_AGAIN,
    /** A newer snapshot wrote the resource: do not change it. */
    LEAVE_RESOURCE,
    /** The superseded version expired: write the resource without changing that version. */
    VERSION_IS_MISSING
  }

  public static TableWrite put(Map<String, AttributeValue> item, String resource) {
    return new TableWrite(
        keyOf(item),
        new Operation.Puts(item),
        Optional.empty(),
        IfRejected.COMPARE_AGAIN,
        resource,
        List.of(item));
  }

  public static TableWrite delete(Map<String, AttributeValue> key, String resource) {
    return new TableWrite(
        key,
        new Operation.Deletes(),
        Optional.empty(),
        IfRejected.COMPARE_AGAIN,
        resource,
        List.of(key));
  }

  /** Sets or removes the expiry of a stored version. */
  public static TableWrite expire(
      Map<String, AttributeValue> key, Optional<Instant> at, String resource) {
    return new TableWrite(
        key,
        new Operation.Expires(at),
        Optional.of(Condition.exists()),
        IfRejected.VERSION_IS_MISSING,
        resource,
        List.of());
  }

  public TableWrite when(Condition holds, IfRejected otherwise) {
    return new TableWrite(key, operation, Optional.of(holds), otherwise, resource, images);
  }

  /** Adds an image of the item: the write also changes the indexes that contain it. */
  public TableWrite alsoIndexedAs(Map<String, AttributeValue> image) {
    List<Map<String, AttributeValue>> all = new ArrayList<>(images);
    all.add(image);
    return new TableWrite(key, operation, condition, ifRejected, resource, all);
  }

  private static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
    return Map.of(
        TableLayout.PARTITION_KEY,
        item.get(TableLayout.PARTITION_KEY),
        TableLayout.SORT_KEY,
        item.get(TableLayout.SORT_KEY));
  }

  /** The write as a part of a request. */
  TransactWriteItem in(String table) {
    TransactWriteItem.Builder write = TransactWriteItem.builder();
    String expression = condition.map(Condition::expression).orElse(null);
    Map<String, String> names = condition.map(Condition::namesOrNull).orElse(null);
    Map<String, AttributeValue> values = condition.map(Condition::valuesOrNull).orElse(null);
    return switch (operation) {
      case Operation.Puts puts ->
          write
              .put(
                  Put.builder()
                      .tableName(table)
                      .item(puts.item())
                      .conditionExpression(expression)
                      .expressionAttributeNames(names)
                      .expressionAttributeValues(values)
                      .build())
              .build();
      case Operation.Deletes deletes ->
          write
              .delete(
                  Delete.builder()
                      .tableName(table)
                      .key(key)
                      .conditionExpression(expression)
                      .expressionAttributeNames(names)
                      .expressionAttributeValues(values)
                      .build())
              .build();
      case Operation.Expires expires -> write.update(update(table, expires, expression)).build();
    };
  }

  private Update update(String table, Operation.Expires expires, String expression) {
    Update.Builder update =
        Update.builder().tableName(table).key(key).conditionExpression(expression);
    if (expires.at().isEmpty()) {
      return update.updateExpression("REMOVE " + TableLayout.EXPIRES_AT).build();
    }
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":at", AttributeValue.fromN(String.valueOf(expires.at().get().getEpochSecond())));
    return update
        .updateExpression("SET %s = :at".formatted(TableLayout.EXPIRES_AT))
        .expressionAttributeValues(values)
        .build();
  }
}
