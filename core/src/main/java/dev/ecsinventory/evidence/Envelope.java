package dev.ecsinventory.evidence;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A signed statement: a DSSE envelope with one signature. The signature covers the type and the
 * payload ({@link #signedBytes}), not the key's ID, which only helps to find the key.
 *
 * @param payload canonical JSON
 * @param keyId {@link PublicKeys#id}
 * @see <a href="https://github.com/secure-systems-lab/dsse">Dead Simple Signing Envelope</a>
 */
record Envelope(byte[] payload, String keyId, byte[] signature) {
  static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";
  private static final String ALGORITHM = "SHA256withECDSA";

  Envelope {
    requireNonNull(payload, "payload is null");
    requireNonNull(keyId, "keyId is null");
    requireNonNull(signature, "signature is null");
  }

  /** Signs a payload. */
  static Envelope sign(byte[] payload, Signer signer) {
    byte[] message = signedBytes(payload);
    if (message.length > Signer.LONGEST_MESSAGE) {
      throw new IllegalArgumentException(
          "the statement has %d bytes; %d can be signed"
              .formatted(message.length, Signer.LONGEST_MESSAGE));
    }
    return new Envelope(payload, PublicKeys.id(signer.publicKey()), signer.sign(message));
  }

  /** DSSE's pre-authentication encoding of a payload. */
  static byte[] signedBytes(byte[] payload) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String head = "DSSEv1 %d %s %d ".formatted(PAYLOAD_TYPE.length(), PAYLOAD_TYPE, payload.length);
    bytes.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(payload);
    return bytes.toByteArray();
  }

  boolean isSignedBy(PublicKey key) {
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(key);
      check.update(signedBytes(payload));
      return check.verify(signature);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }

  /** The object's content. */
  byte[] bytes() {
    Base64.Encoder base64 = Base64.getEncoder();
    return CanonicalJson.bytes(
        Map.of(
            "payload",
            base64.encodeToString(payload),
            "payloadType",
            PAYLOAD_TYPE,
            "signatures",
            List.of(Map.of("keyid", keyId, "sig", base64.encodeToString(signature)))));
  }

  /**
   * Parses an object's content.
   *
   * @throws MalformedEvidenceException when it is not the content that {@link #bytes} returns
   */
  static Envelope parse(byte[] content) {
    Fields envelope = CanonicalJson.parse("envelope", content);
    envelope.allowOnly(Set.of("payload", "payloadType", "signatures"));
    envelope.constant("payloadType", PAYLOAD_TYPE);
    Fields signature = envelope.only("signatures");
    signature.allowOnly(Set.of("keyid", "sig"));
    Envelope parsed =
        new Envelope(envelope.base64("payload"), signature.text("keyid"), signature.base64("sig"));
    // Base64 has several texts for one value.
    if (!Arrays.equals(content, parsed.bytes())) {
      throw new MalformedEvidenceException("envelope: its base64 is not canonical");
    }
    return parsed;
  }
}
