/**
 * Random fleets of a given size.
 *
 * <p>Start at {@link dev.ecsinventory.simulator.fleet.generate.FleetGenerator}.
 */
package dev.ecsinventory.simulator.fleet.generate;
