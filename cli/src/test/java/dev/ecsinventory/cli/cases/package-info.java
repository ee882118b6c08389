/**
 * Cases that practitioners have reported, through the real command line: responses that AWS returns
 * although its documentation excludes them, old ARNs, and policies that require nothing.
 *
 * <p>Start at {@link dev.ecsinventory.cli.cases.Case}.
 */
package dev.ecsinventory.cli.cases;
