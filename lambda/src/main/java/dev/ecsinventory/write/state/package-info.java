/**
 * The table of current items and their versions.
 *
 * <p>Start at {@link dev.ecsinventory.write.state.StateTable} and {@link
 * dev.ecsinventory.write.state.DynamoDbStateTable}.
 */
package dev.ecsinventory.write.state;
