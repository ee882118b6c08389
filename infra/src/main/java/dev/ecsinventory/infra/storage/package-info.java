/**
 * The bucket and the table, and how they are protected.
 *
 * <p>Start at {@link dev.ecsinventory.infra.storage.InventoryBucket}.
 */
package dev.ecsinventory.infra.storage;
