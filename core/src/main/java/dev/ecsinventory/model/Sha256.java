package dev.ecsinventory.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** SHA-256 hashes, which identify files, policies, scopes and items. */
public final class Sha256 {
  private Sha256() {}

  /** The hash of {@code content} in lower-case hex, 64 digits. */
  public static String of(byte[] content) {
    return HexFormat.of().formatHex(digest(content));
  }

  /** The hash of {@code text} in UTF-8, in lower-case hex, 64 digits. */
  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The hash of a file's bytes, which are streamed, in lower-case hex, 64 digits. */
  public static String of(Path file) {
    MessageDigest digest = digest();
    try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
      bytes.transferTo(OutputStream.nullOutputStream());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The first {@code characters} of the hash of {@code text} in URL-safe base64, six bits each. */
  public static String compact(String text, int characters) {
    return Base64.getUrlEncoder()
        .encodeToString(digest(text.getBytes(StandardCharsets.UTF_8)))
        .substring(0, characters);
  }

  private static byte[] digest(byte[] content) {
    return digest().digest(content);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
