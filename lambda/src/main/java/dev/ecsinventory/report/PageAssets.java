package dev.ecsinventory.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The scripts and the style that every report contains, and the policy that allows a browser to run
 * only these, identified by their hashes.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy</a>
 */
public final class PageAssets {
  /**
   * A soft reference, because this megabyte is needed once per snapshot, and reading targets may
   * need the memory.
   */
  private static SoftReference<PageAssets> loaded = new SoftReference<>(null);

  private final List<String> scripts =
      List.of(
          text("jquery.min.js"), text("dataTables.min.js"), text("d3.min.js"), text("report.js"));
  private final String style = text("report.css");
  private final String licences = text("licences.txt");

  private PageAssets() {}

  static synchronized PageAssets load() {
    PageAssets assets = loaded.get();
    if (assets == null) {
      assets = new PageAssets();
      loaded = new SoftReference<>(assets);
    }
    return assets;
  }

  private static String text(String name) {
    try (InputStream resource = PageAssets.class.getResourceAsStream(name)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The scripts, in the order of their dependencies. */
  public List<String> scripts() {
    return scripts;
  }

  public String style() {
    return style;
  }

  /** The licences of third-party scripts. */
  public String licences() {
    return licences;
  }

  /** The page's Content-Security-Policy. */
  public String policy() {
    return "default-src 'none'; script-src "
        + scripts.stream().map(PageAssets::source).collect(Collectors.joining(" "))
        + "; style-src "
        + source(style)
        + "; base-uri 'none'; form-action 'none'";
  }

  private static String source(String content) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
