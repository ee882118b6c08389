/**
 * The operations of STS.
 *
 * <p>Start at {@link dev.ecsinventory.simulator.sts.StsProtocol}.
 */
package dev.ecsinventory.simulator.sts;
