/**
 * The resources that are served, read from a file and checked.
 *
 * <p>Start at {@link dev.ecsinventory.simulator.fleet.Fleet}.
 */
package dev.ecsinventory.simulator.fleet;
