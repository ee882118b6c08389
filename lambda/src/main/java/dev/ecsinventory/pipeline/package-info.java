/**
 * Combines the stages: from one event to one committed snapshot.
 *
 * <p>Start at {@link dev.ecsinventory.pipeline.SnapshotPipeline}.
 */
package dev.ecsinventory.pipeline;
