/**
 * Step 5. Writes data files and listings into the object store, and items into the table ({@link
 * dev.ecsinventory.write.state}).
 *
 * <p>Start at {@link dev.ecsinventory.write.DataFileWriter}.
 */
package dev.ecsinventory.write;
