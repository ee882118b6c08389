/**
 * Runs a function's archive as a process under Lambda's own runtime client, which requests its
 * event from a runtime API on the loopback address. {@link
 * dev.ecsinventory.simulator.runtime.FunctionProcess} is the entry.
 */
package dev.ecsinventory.simulator.runtime;
