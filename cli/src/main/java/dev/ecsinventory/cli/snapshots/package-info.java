/**
 * The committed snapshots of a directory or bucket, for {@code verify}, {@code list} and {@code
 * withdraw}.
 *
 * <p>Start at {@link dev.ecsinventory.cli.snapshots.SnapshotLocation}.
 */
package dev.ecsinventory.cli.snapshots;
