/**
 * The checkpoints that stages leave in the object store, and with which a retry resumes. Not a
 * stage: all stages use them.
 *
 * <p>Start at {@link dev.ecsinventory.checkpoint.Checkpoints}.
 */
package dev.ecsinventory.checkpoint;
