/**
 * What a snapshot costs at DynamoDB.
 *
 * <p>Start at {@link dev.ecsinventory.bench.dynamodb.DynamoDbBenchmark}.
 */
package dev.ecsinventory.bench.dynamodb;
