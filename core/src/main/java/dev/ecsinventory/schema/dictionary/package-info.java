/**
 * The data dictionary as a page.
 *
 * <p>Start at {@link dev.ecsinventory.schema.dictionary.DataDictionary}.
 */
package dev.ecsinventory.schema.dictionary;
