package dev.ecsinventory.cli.snapshots;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.evidence.EvidenceReport;
import dev.ecsinventory.evidence.Link;
import dev.ecsinventory.verify.ConservationFinding;
import dev.ecsinventory.verify.ConservationReport;
import dev.ecsinventory.verify.NotChecked;
import java.time.Instant;
import java.util.Optional;

/** The result of {@code verify} for programs, as one JSON object. */
public final class VerifyJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private VerifyJson() {}

  /**
   * The text, with a line break at its end.
   *
   * @param evidence empty where no evidence exists and none is expected
   */
  public static String of(ConservationReport report, Optional<EvidenceReport> evidence) {
    ObjectNode json = MAPPER.createObjectNode();
    ArrayNode findings = json.putArray("findings");
    for (ConservationFinding finding : report.findings()) {
      findings
          .addObject()
          .put("code", finding.code().name())
          .put("snapshot", finding.snapshot())
          .put("where", finding.where())
          .put("detail", finding.detail())
          .put("meaning", finding.code().meaning())
          .put("action", finding.code().action());
    }
    json.put("omittedFindings", report.omitted());
    ArrayNode notCheckable = json.putArray("notCheckable");
    for (NotChecked part : report.notChecked()) {
      notCheckable
          .addObject()
          .put("snapshot", part.snapshot())
          .put("what", part.what())
          .put("reason", part.reason());
    }
    ArrayNode withdrawn = json.putArray("withdrawn");
    report.withdrawn().forEach(withdrawn::add);
    json.put("tableComparedWith", report.tableSnapshot().orElse(null));
    json.put("indexedElsewhere", report.indexedElsewhere().orElse(null));
    json.putObject("checked")
        .put("snapshots", report.extent().snapshots())
        .put("files", report.extent().files())
        .put("rows", report.extent().rows())
        .put("taskSets", report.extent().taskSets())
        .put("reevaluatedTaskSets", report.extent().reevaluatedTaskSets());
    evidence.ifPresent(checked -> add(json.putObject("evidence"), checked));
    return json.toPrettyString() + System.lineSeparator();
  }

  private static void add(ObjectNode json, EvidenceReport evidence) {
    json.put("statements", evidence.statements())
        .put("attestations", evidence.attestations())
        .put("seals", evidence.seals())
        .put("newest", evidence.newest().map(Link::key).orElse(null))
        .put("newestSha256", evidence.newest().map(Link::sha256).orElse(null))
        .put("newestSignedAt", evidence.signedAt().map(Instant::toString).orElse(null))
        .put("keysFromBucket", evidence.storedKeys())
        .put("anchored", evidence.anchored())
        .put("expiredManifests", evidence.expired());
    ArrayNode ids = json.putArray("keyIds");
    evidence.keyIds().forEach(ids::add);
  }
}
