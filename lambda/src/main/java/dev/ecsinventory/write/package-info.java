/**
 * Stage 5. Puts data files into an object store and items into the table.
 *
 * <p>Start at {@link dev.ecsinventory.write.DataFileWriter}, {@link
 * dev.ecsinventory.write.ObjectStore} and {@link dev.ecsinventory.write.StateTable}.
 */
package dev.ecsinventory.write;
