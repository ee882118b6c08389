/**
 * The entry point of the Lambda function.
 *
 * <p>Start at {@link dev.ecsinventory.handler.InventoryHandler}.
 */
package dev.ecsinventory.handler;
