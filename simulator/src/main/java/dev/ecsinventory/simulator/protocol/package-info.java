/**
 * The contract between the steps that every call takes and the protocols of services.
 *
 * <p>Start at {@link dev.ecsinventory.simulator.protocol.Protocol}.
 */
package dev.ecsinventory.simulator.protocol;
