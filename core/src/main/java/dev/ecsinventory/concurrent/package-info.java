/**
 * Bounded work on virtual threads.
 *
 * <p>Start at {@link dev.ecsinventory.concurrent.Tasks}.
 */
package dev.ecsinventory.concurrent;
