/**
 * Stage 6. Publishes a snapshot by writing its manifest last, and keeps the notes with which a
 * retry goes on.
 *
 * <p>Start at {@link dev.ecsinventory.commit.Committer} and {@link
 * dev.ecsinventory.commit.Staging}.
 */
package dev.ecsinventory.commit;
