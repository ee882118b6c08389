/**
 * What may be done in whose name: every IAM statement of the app, and nothing else.
 *
 * <p>Start at {@link dev.ecsinventory.infra.access.FunctionPolicy}.
 */
package dev.ecsinventory.infra.access;
