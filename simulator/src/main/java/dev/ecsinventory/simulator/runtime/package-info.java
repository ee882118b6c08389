/**
 * Lambda's side of a function: its archive as a process under Lambda's own runtime client, which
 * asks a runtime API on loopback for its event. {@link
 * dev.ecsinventory.simulator.runtime.FunctionProcess} is the entry.
 */
package dev.ecsinventory.simulator.runtime;
