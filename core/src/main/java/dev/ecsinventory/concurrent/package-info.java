/**
 * Bounded work on virtual threads.
 *
 * <p>Start at {@link dev.ecsinventory.concurrent.Parallel}.
 */
package dev.ecsinventory.concurrent;
