package dev.ecsinventory.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** SHA-256: how files, policies, scopes and items are told apart. */
public final class Sha256 {
  private Sha256() {}

  /** Of {@code content} in lower-case hex, 64 digits. */
  public static String of(byte[] content) {
    return HexFormat.of().formatHex(digest(content));
  }

  /** Of {@code text} in UTF-8, in lower-case hex, 64 digits. */
  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The first {@code characters} of {@code text}'s in URL-safe base64, six bits each. */
  public static String compact(String text, int characters) {
    return Base64.getUrlEncoder()
        .encodeToString(digest(text.getBytes(StandardCharsets.UTF_8)))
        .substring(0, characters);
  }

  private static byte[] digest(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
