/**
 * The conservation check: whether committed snapshots account for everything that was requested and
 * listed, and whether their objects are the committed ones.
 *
 * <p>Start at {@link dev.ecsinventory.verify.Conservation}.
 */
package dev.ecsinventory.verify;
