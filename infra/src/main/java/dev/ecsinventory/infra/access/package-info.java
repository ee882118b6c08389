/**
 * All IAM statements of the app, and nothing else.
 *
 * <p>Start at {@link dev.ecsinventory.infra.access.FunctionPolicy}.
 */
package dev.ecsinventory.infra.access;
