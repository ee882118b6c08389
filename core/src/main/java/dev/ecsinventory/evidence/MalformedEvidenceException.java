package dev.ecsinventory.evidence;

/** An object is not an attestation or a seal; the message states the first problem. */
public final class MalformedEvidenceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MalformedEvidenceException(String message) {
    super(message);
  }
}
