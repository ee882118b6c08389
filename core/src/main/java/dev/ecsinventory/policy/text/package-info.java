/**
 * Parsing policies as JSON: the location of each problem, and suggestions for misspelled names.
 *
 * <p>Start at {@link dev.ecsinventory.policy.text.JsonText}.
 */
package dev.ecsinventory.policy.text;
