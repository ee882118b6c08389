/**
 * The bucket and the table, and their protection.
 *
 * <p>Start at {@link dev.ecsinventory.infra.storage.InventoryBucket}.
 */
package dev.ecsinventory.infra.storage;
