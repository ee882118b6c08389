package dev.ecsinventory.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What every {@link Signer} does. */
public interface SignerContract {
  Signer signer();

  @Test
  default void anyoneWithThePublicKeyCanCheckASignature() {
    byte[] payload = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    Envelope envelope = Envelope.parse(Envelope.sign(payload, signer()).bytes());
    assertTrue(envelope.isSignedBy(signer().publicKey()));
    assertFalse(envelope.isSignedBy(new LocalSigner().publicKey()));
    assertEquals(PublicKeys.id(signer().publicKey()), envelope.keyId());
  }

  @Test
  default void aSignatureIsOfOneMessage() {
    Envelope envelope = Envelope.sign(new byte[] {'{', '}'}, signer());
    assertFalse(
        new Envelope(new byte[] {'{', ' ', '}'}, envelope.keyId(), envelope.signature())
            .isSignedBy(signer().publicKey()));
  }

  @Test
  default void signsTheLongestMessage() {
    byte[] payload =
        new byte[Signer.LONGEST_MESSAGE - Envelope.signedBytes(new byte[0]).length - 3];
    Arrays.fill(payload, (byte) 'a');
    assertEquals(Signer.LONGEST_MESSAGE, Envelope.signedBytes(payload).length);
    assertTrue(Envelope.sign(payload, signer()).isSignedBy(signer().publicKey()));
  }

  @Test
  default void thePublicKeyIsTheSameInPem() {
    String pem = PublicKeys.pem(signer().publicKey());
    assertEquals(PublicKeys.of(signer().publicKey()), PublicKeys.parse("text\n" + pem));
  }
}
