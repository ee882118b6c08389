/**
 * Stage 6. Publishes a snapshot by writing its manifest last, stores the checkpoints with which a
 * retry resumes, and maintains the day indexes, which define the tables that queries read.
 *
 * <p>Start at {@link dev.ecsinventory.commit.Committer}, {@link
 * dev.ecsinventory.commit.Checkpoints} and {@link dev.ecsinventory.commit.TableIndex}.
 */
package dev.ecsinventory.commit;
