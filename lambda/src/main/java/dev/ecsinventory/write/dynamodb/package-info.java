/**
 * Transactions on the table in DynamoDB, and the rate at which its keys accept writes.
 *
 * <p>Start at {@link dev.ecsinventory.write.dynamodb.DynamoDbTable}.
 */
package dev.ecsinventory.write.dynamodb;
