/**
 * Object stores: the contract, and the implementations in a directory and in memory. The one on S3
 * is part of the function.
 *
 * <p>Start at {@link dev.ecsinventory.store.ObjectStore}.
 */
package dev.ecsinventory.store;
