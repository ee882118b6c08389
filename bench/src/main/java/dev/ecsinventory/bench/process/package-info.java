/**
 * Programs in separate processes, so that their processor time and memory are measured separately
 * and after a cold start, as with a function.
 *
 * <p>Start at {@link dev.ecsinventory.bench.process.ChildJvm}.
 */
package dev.ecsinventory.bench.process;
