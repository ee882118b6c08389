/**
 * Step 6. Publishes a snapshot by writing its manifest last.
 *
 * <p>Start at {@link dev.ecsinventory.commit.Committer}.
 */
package dev.ecsinventory.commit;
