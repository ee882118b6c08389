/**
 * Takes the place of the table where snapshots are written to a directory. Start with {@link
 * dev.ecsinventory.write.directory.DirectoryHistory}.
 */
package dev.ecsinventory.write.directory;
