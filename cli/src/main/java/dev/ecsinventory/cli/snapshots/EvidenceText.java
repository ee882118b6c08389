package dev.ecsinventory.cli.snapshots;

import dev.ecsinventory.cli.text.Counted;
import dev.ecsinventory.cli.text.Paragraphs;
import dev.ecsinventory.cli.text.Terminal;
import dev.ecsinventory.evidence.EvidenceReport;
import dev.ecsinventory.evidence.Link;

/** What a check of the evidence covered, for people. */
public final class EvidenceText {
  private EvidenceText() {}

  /** The text, with a line break at its end. */
  public static String of(EvidenceReport evidence, Terminal terminal) {
    Paragraphs text = new Paragraphs(terminal);
    if (!evidence.exists()) {
      text.add(0, "Evidence: none. No statement is stored here, so nothing was proven.");
      return text.toString();
    }
    text.add(
        0,
        "Evidence: %s, of them %s and %s; %s"
            .formatted(
                Counted.of(evidence.statements(), "statement"),
                Counted.of(evidence.attestations(), "attestation"),
                Counted.of(evidence.seals(), "seal"),
                keys(evidence)));
    evidence.newest().ifPresent(newest -> text.add(0, anchor(newest, evidence.anchored())));
    return text.toString();
  }

  private static String keys(EvidenceReport evidence) {
    if (evidence.keyIds().isEmpty()) {
      return "no signature is valid";
    }
    String ids = "signed by " + String.join(", ", evidence.keyIds());
    return evidence.storedKeys()
        ? ids + ". The keys are those in the bucket; --keys FILE proves more"
        : ids;
  }

  private static String anchor(Link newest, boolean anchored) {
    String hash = "Newest statement: " + newest.sha256();
    return anchored
        ? hash + ". The anchor is in the chain"
        : hash
            + ". Store this hash elsewhere: with --anchor, a later check also finds a removed end";
  }
}
