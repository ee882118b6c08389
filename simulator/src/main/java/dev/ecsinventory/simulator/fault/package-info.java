/**
 * Scripted faults: which calls fail, and how.
 *
 * <p>Start at {@link dev.ecsinventory.simulator.fault.FaultScript}.
 */
package dev.ecsinventory.simulator.fault;
