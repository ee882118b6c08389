/**
 * The capacity that a snapshot consumes in DynamoDB.
 *
 * <p>Start at {@link dev.ecsinventory.bench.dynamodb.DynamoDbBenchmark}.
 */
package dev.ecsinventory.bench.dynamodb;
