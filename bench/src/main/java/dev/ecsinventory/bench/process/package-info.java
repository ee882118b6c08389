/**
 * Programs in processes of their own: what they need of processor and memory is theirs, and what is
 * measured is measured cold, as a function is.
 *
 * <p>Start at {@link dev.ecsinventory.bench.process.ChildJvm}.
 */
package dev.ecsinventory.bench.process;
