package dev.ecsinventory.bench.dynamodb;

import java.util.List;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Requests the consumed capacity of each DynamoDB call, including indexes, and sums it. An unknown
 * call is rejected, so that none is uncounted.
 */
final class CapacityMeter implements ExecutionInterceptor {
  private double readUnits;
  private double summaryUnits;
  private double transactionUnits;

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    ReturnConsumedCapacity total = ReturnConsumedCapacity.TOTAL;
    return switch (context.request()) {
      case QueryRequest query -> query.copy(copy -> copy.returnConsumedCapacity(total));
      case GetItemRequest get -> get.copy(copy -> copy.returnConsumedCapacity(total));
      case PutItemRequest put -> put.copy(copy -> copy.returnConsumedCapacity(total));
      case UpdateItemRequest update -> update.copy(copy -> copy.returnConsumedCapacity(total));
      case DeleteItemRequest delete -> delete.copy(copy -> copy.returnConsumedCapacity(total));
      case TransactWriteItemsRequest writes ->
          writes.copy(copy -> copy.returnConsumedCapacity(total));
      case SdkRequest other -> throw new IllegalStateException("not counted: " + other);
    };
  }

  @Override
  public synchronized void afterExecution(
      Context.AfterExecution context, ExecutionAttributes attributes) {
    switch (context.response()) {
      case QueryResponse query -> readUnits += query.consumedCapacity().capacityUnits();
      case GetItemResponse get -> readUnits += get.consumedCapacity().capacityUnits();
      case PutItemResponse put -> summaryUnits += put.consumedCapacity().capacityUnits();
      case UpdateItemResponse update -> summaryUnits += update.consumedCapacity().capacityUnits();
      case DeleteItemResponse delete -> summaryUnits += delete.consumedCapacity().capacityUnits();
      case TransactWriteItemsResponse writes -> transactionUnits += sum(writes.consumedCapacity());
      case SdkResponse other -> throw new IllegalStateException("not counted: " + other);
    }
  }

  private static double sum(List<ConsumedCapacity> capacities) {
    return capacities.stream().mapToDouble(ConsumedCapacity::capacityUnits).sum();
  }

  /** The capacity that was consumed since the last call of this method. */
  synchronized Units take() {
    Units units = new Units(readUnits, summaryUnits, transactionUnits);
    readUnits = 0;
    summaryUnits = 0;
    transactionUnits = 0;
    return units;
  }

  /**
   * Capacity units.
   *
   * @param summary units written for the snapshot's own item and its lease, the only ones that are
   *     written outside a transaction
   * @param changes units written for resources, in transactions
   */
  record Units(double read, double summary, double changes) {}
}
