package dev.ecsinventory.evidence;

import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ListedObject;
import dev.ecsinventory.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Public keys by their IDs. The ID of a key is the beginning of the SHA-256 of its DER: it
 * identifies the key, unlike a name that someone gives it.
 */
public record PublicKeys(Map<String, PublicKey> byId) {
  private static final int ID_DIGITS = 16;
  private static final int BITS = 256;
  private static final int LINE = 64;
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

  public PublicKeys {
    byId = Map.copyOf(byId);
  }

  /** A single key. */
  public static PublicKeys of(PublicKey key) {
    return new PublicKeys(Map.of(id(key), key));
  }

  /** The IDs, in order. */
  List<String> ids() {
    return byId.keySet().stream().sorted().toList();
  }

  /** The ID of a key: 16 hex digits. */
  public static String id(PublicKey key) {
    return Sha256.of(key.getEncoded()).substring(0, ID_DIGITS);
  }

  /** The key in PEM (SubjectPublicKeyInfo), as {@code openssl} reads it. */
  public static String pem(PublicKey key) {
    byte[] line = "\n".getBytes(StandardCharsets.US_ASCII);
    return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
        .formatted(Base64.getMimeEncoder(LINE, line).encodeToString(key.getEncoded()));
  }

  /**
   * Parses the keys of a text in PEM, one or more.
   *
   * @throws IllegalArgumentException when there is none, or one is not a key on P-256
   */
  public static PublicKeys parse(String text) {
    Map<String, PublicKey> keys = new TreeMap<>();
    Matcher pem = PEM.matcher(text);
    while (pem.find()) {
      PublicKey key = ofDer(Base64.getMimeDecoder().decode(pem.group(1)));
      keys.put(id(key), key);
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("contains no public key in PEM");
    }
    return new PublicKeys(keys);
  }

  /**
   * Parses a key.
   *
   * @throws IllegalArgumentException when it is not a key on P-256
   */
  public static PublicKey ofDer(byte[] der) {
    try {
      PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
      if (key instanceof ECPublicKey point && point.getParams().getOrder().bitLength() == BITS) {
        return key;
      }
    } catch (GeneralSecurityException notAKey) {
      throw new IllegalArgumentException("contains a key that is not on P-256", notAKey);
    }
    throw new IllegalArgumentException("contains a key that is not on P-256");
  }

  /**
   * The keys that are stored next to the statements. A writer who can replace the statements can
   * replace these keys, too. An object that is not a key is ignored: its signatures are of an
   * unknown key.
   */
  public static PublicKeys stored(ObjectStore store, ObjectKeys keys) {
    Map<String, PublicKey> found = new TreeMap<>();
    for (ListedObject object : store.list(keys.publicKeys(), "")) {
      store.get(object.key()).flatMap(PublicKeys::ifKeys).ifPresent(one -> found.putAll(one.byId));
    }
    return new PublicKeys(found);
  }

  private static Optional<PublicKeys> ifKeys(byte[] pem) {
    try {
      return Optional.of(parse(new String(pem, StandardCharsets.US_ASCII)));
    } catch (IllegalArgumentException notAKey) {
      return Optional.empty();
    }
  }
}
