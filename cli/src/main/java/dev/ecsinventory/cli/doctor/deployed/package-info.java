/**
 * The resources of a deployment, as AWS reports them.
 *
 * <p>Start at {@link dev.ecsinventory.cli.doctor.deployed.DeployedInventory}.
 */
package dev.ecsinventory.cli.doctor.deployed;
