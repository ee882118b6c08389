/**
 * Joins the stages: one event in, one committed snapshot out.
 *
 * <p>Start at {@link dev.ecsinventory.pipeline.SnapshotPipeline}.
 */
package dev.ecsinventory.pipeline;
