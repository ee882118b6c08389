/**
 * The settings of a deployed inventory, read from its stacks in CloudFormation.
 *
 * <p>Start at {@link dev.ecsinventory.settings.deployed.DeployedStacks}.
 */
package dev.ecsinventory.settings.deployed;
