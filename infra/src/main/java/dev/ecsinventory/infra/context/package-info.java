/**
 * What the person who deploys decides, read from CDK context and checked whole before anything is
 * built.
 *
 * <p>Start at {@link dev.ecsinventory.infra.context.InventoryContext}.
 */
package dev.ecsinventory.infra.context;
