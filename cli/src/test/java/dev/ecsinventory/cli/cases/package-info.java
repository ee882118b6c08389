/**
 * Inputs of kinds that practitioners have reported, through the real command line: responses that
 * AWS gives although its documentation excludes them, old ARNs, policies that require nothing.
 *
 * <p>Start at {@link dev.ecsinventory.cli.cases.Case}.
 */
package dev.ecsinventory.cli.cases;
