/**
 * Stage 5. Writes data files to an object store and items to the table.
 *
 * <p>Start at {@link dev.ecsinventory.write.DataFileWriter}, {@link
 * dev.ecsinventory.write.ObjectStore} and {@link dev.ecsinventory.write.StateTable}.
 */
package dev.ecsinventory.write;
