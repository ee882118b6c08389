package dev.ecsinventory.cli.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.cli.result.Effect;
import dev.ecsinventory.cli.text.AsciiJson;
import dev.ecsinventory.manifest.Software;
import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.policy.ViolationKind;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A SARIF document with one run, whose rules are the kinds of violations; results are added to it.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
public final class SarifRun {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  /**
   * The only fingerprint that GitHub reads; its form is a hash and the number of its occurrence.
   */
  private static final String CODE_SCANNING = "primaryLocationLineHash";

  private static final String OWN = "serviceTag/v1";
  private static final int HASH_LENGTH = 16;

  private final ObjectNode root = AsciiJson.MAPPER.createObjectNode();
  private final ObjectNode run;

  public SarifRun() {
    root.put("$schema", SCHEMA).put("version", "2.1.0");
    run = root.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    String[] nameAndVersion = Software.NAME_AND_VERSION.split(" ");
    driver.put("name", nameAndVersion[0]).put("version", nameAndVersion[1]);
    SarifRules.addTo(driver.putArray("rules"));
    run.put("columnKind", "utf16CodeUnits");
    run.putObject("properties");
    run.putArray("results");
  }

  public ObjectNode properties() {
    return (ObjectNode) run.get("properties");
  }

  /** Adds the notices, so that a viewer without results can show the reason. */
  public void addNotices(List<String> notices) {
    if (!notices.isEmpty()) {
      run.putArray("invocations")
          .addObject()
          .put("executionSuccessful", true)
          .putArray("toolExecutionNotifications")
          .addObject()
          .put("level", "warning")
          .putObject("message")
          .put("text", escaped(String.join("\n", notices)));
    }
  }

  /**
   * Adds a result.
   *
   * @param level {@code error}, {@code warning} or {@code note}
   * @param identity equal for results that are the same finding in different runs
   */
  public ObjectNode addResult(
      ViolationKind kind, String level, String message, SarifLocation location, String identity) {
    ObjectNode result = run.withArray("results").addObject();
    result.put("ruleId", kind.name()).put("ruleIndex", kind.ordinal()).put("level", level);
    result.putObject("message").put("text", escaped(message));
    location.addTo(result);
    String hash = Sha256.of(identity.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_LENGTH);
    result.putObject("partialFingerprints").put(CODE_SCANNING, hash + ":1").put(OWN, hash);
    return result;
  }

  /** The level of a result. */
  public static String level(Effect effect) {
    return switch (effect) {
      case FAILS, IN_BASELINE -> "error";
      case REPORTED, UNDECIDED -> "warning";
      case WAIVED -> "note";
    };
  }

  /** Marks a result as waived: viewers hide it, and do not count it. */
  public static void suppress(ObjectNode result, String justification) {
    result
        .putArray("suppressions")
        .addObject()
        .put("kind", "external")
        .put("status", "accepted")
        .put("justification", justification);
  }

  /** SARIF's messages have links in brackets and placeholders in braces; a backslash escapes. */
  private static String escaped(String text) {
    return text.replaceAll("([\\\\\\[\\]])", "\\\\$1").replace("{", "{{").replace("}", "}}");
  }

  public String text() {
    return AsciiJson.text(root);
  }
}
