/**
 * The CDK app that deploys the inventory into an account.
 *
 * <p>Start at {@link dev.ecsinventory.infra.InventoryApp}.
 */
package dev.ecsinventory.infra;
