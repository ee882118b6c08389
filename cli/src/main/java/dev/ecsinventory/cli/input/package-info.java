/**
 * Reads the task sets that a deployment would create, and evaluates them by a tag policy before it
 * does: requests of CreateTaskSet, CloudFormation templates and Terraform plans.
 *
 * <p>Start at {@link dev.ecsinventory.cli.input.InputReader}, which reads a file, and {@link
 * dev.ecsinventory.cli.input.InputEvaluation}.
 */
package dev.ecsinventory.cli.input;
