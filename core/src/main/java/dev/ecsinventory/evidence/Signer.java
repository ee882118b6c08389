package dev.ecsinventory.evidence;

import java.security.PublicKey;

/**
 * Signs with a private key on the curve P-256, which the implementation need not have: AWS Key
 * Management Service does not return it.
 */
public interface Signer {
  /** The longest message, in bytes: that of KMS for the message type RAW. */
  int LONGEST_MESSAGE = 4096;

  /**
   * The signature of {@code message}: ECDSA with SHA-256, in DER. Two signatures of one message
   * differ.
   *
   * @param message at most {@link #LONGEST_MESSAGE} bytes
   */
  byte[] sign(byte[] message);

  /** The public key, with which anyone can check the signatures. */
  PublicKey publicKey();
}
