/**
 * The operator's decisions, read from CDK context and checked completely before anything is built.
 *
 * <p>Start at {@link dev.ecsinventory.infra.context.InventoryContext}.
 */
package dev.ecsinventory.infra.context;
