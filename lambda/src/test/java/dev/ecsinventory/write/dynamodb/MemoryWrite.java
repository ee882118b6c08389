package dev.ecsinventory.write.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * One write of a transaction to the table in memory.
 *
 * @param item the item to put, or the key of the item to delete or to update
 * @param condition null when there is none
 * @param update null for other writes
 */
record MemoryWrite(
    Kind kind,
    String table,
    Map<String, AttributeValue> item,
    String condition,
    String update,
    MemoryExpression expression) {
  /** What is done to the item. */
  enum Kind {
    PUT,
    DELETE,
    UPDATE
  }

  static MemoryWrite of(TransactWriteItem write) {
    if (write.put() != null) {
      return of(write.put());
    }
    return write.delete() != null ? of(write.delete()) : of(write.update());
  }

  private static MemoryWrite of(Put put) {
    return new MemoryWrite(
        Kind.PUT,
        put.tableName(),
        put.item(),
        put.conditionExpression(),
        null,
        new MemoryExpression(put.expressionAttributeNames(), put.expressionAttributeValues()));
  }

  private static MemoryWrite of(Delete delete) {
    return new MemoryWrite(
        Kind.DELETE,
        delete.tableName(),
        delete.key(),
        delete.conditionExpression(),
        null,
        new MemoryExpression(
            delete.expressionAttributeNames(), delete.expressionAttributeValues()));
  }

  private static MemoryWrite of(Update update) {
    return new MemoryWrite(
        Kind.UPDATE,
        update.tableName(),
        update.key(),
        update.conditionExpression(),
        update.updateExpression(),
        new MemoryExpression(
            update.expressionAttributeNames(), update.expressionAttributeValues()));
  }

  boolean holds(Map<String, AttributeValue> present) {
    return expression.holds(condition, present);
  }
}
