/**
 * Compares the exporter with the script that a user would write instead.
 *
 * <p>Start at {@link dev.ecsinventory.bench.script.ScriptBenchmark}.
 */
package dev.ecsinventory.bench.script;
