/**
 * Committed snapshots: the manifest, what it refers to, and which snapshots have one.
 *
 * <p>Start at {@link dev.ecsinventory.manifest.Manifest} and {@link
 * dev.ecsinventory.manifest.CommittedSnapshots}.
 */
package dev.ecsinventory.manifest;
