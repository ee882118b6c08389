/**
 * The function as Lambda sees it.
 *
 * <p>Start at {@link dev.ecsinventory.handler.InventoryHandler}.
 */
package dev.ecsinventory.handler;
