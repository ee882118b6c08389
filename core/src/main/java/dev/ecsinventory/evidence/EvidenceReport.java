package dev.ecsinventory.evidence;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.verify.ConservationFinding;
import dev.ecsinventory.verify.NotChecked;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The result of a check of the evidence.
 *
 * @param statements number of statements that were checked
 * @param attestations those about snapshots
 * @param seals those about days
 * @param newest the newest statement, whose hash is the anchor to store elsewhere; empty if there
 *     is no evidence
 * @param signedAt when the newest statement was signed
 * @param keyIds the keys of the valid signatures
 * @param storedKeys whether the keys came from the bucket itself, which proves less
 * @param anchored whether an anchor was given and is in the chain
 * @param expired number of attested manifests that the lifecycle has deleted
 */
public record EvidenceReport(
    List<ConservationFinding> findings,
    List<NotChecked> notChecked,
    long statements,
    long attestations,
    long seals,
    Optional<Link> newest,
    Optional<Instant> signedAt,
    SortedSet<String> keyIds,
    boolean storedKeys,
    boolean anchored,
    long expired) {
  public EvidenceReport {
    findings = List.copyOf(findings);
    notChecked = List.copyOf(notChecked);
    requireNonNull(newest, "newest is null");
    requireNonNull(signedAt, "signedAt is null");
    requireNonNull(keyIds, "keyIds is null");
  }

  /** Whether the location has any evidence. */
  public boolean exists() {
    return newest.isPresent();
  }
}
