/**
 * Evidence: a chain of signed statements about committed snapshots, and its check, which needs the
 * public key only.
 *
 * <p>Start at {@link dev.ecsinventory.evidence.Attester} and {@link
 * dev.ecsinventory.evidence.EvidenceCheck}.
 */
package dev.ecsinventory.evidence;
