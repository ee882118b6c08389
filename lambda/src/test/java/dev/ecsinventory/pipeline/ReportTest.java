package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.write.directory.DirectoryHistory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a pipeline run. */
class ReportTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden-report.html");

  private static final String HTML = "inventory/reports/dt=2026-01-15/20260115T060000Z.html";
  private static final String CSV = "inventory/reports/dt=2026-01-15/20260115T060000Z.csv";
  private static final String LATEST = "inventory/reports/latest.html";

  private static final String POLICY =
      """
      {"rules": [{"tag_policies": [{"tags": {
         "team": {"tag_key": "Team", "report_required_tag_for": ["ecs:task-set"]},
         "env": {"tag_key": "Env", "tag_value": ["prod"],
           "report_required_tag_for": ["ecs:task-set"]}}}]}],
       "waivers": [{"scope": {"services": ["legacy"]}, "reason": "Until the <move>.",
         "owner": "ops@example.com", "expires": "2026-03-31"}]}
      """;

  private static final Fleet FLEET =
      Fleet.parse(
          """
          {"accounts": [{"id": "123456789012", "regions": [{"name": "us-east-1", "clusters": [
            {"clusterName": "prod", "services": [
              {"serviceName": "shop", "deploymentController": {"type": "EXTERNAL"}, "taskSets": [
                {"id": "ecs-svc/1", "startedBy": "jenkins",
                  "tags": [{"key": "Team", "value": "a"}, {"key": "Env", "value": "prod"}]},
                {"id": "ecs-svc/2", "startedBy": "jenkins", "tags": [
                  {"key": "Team", "value": "<img src=x onerror=alert(1)>"},
                  {"key": "Env", "value": "</script><script>alert(1)</script>\\u202e=x"}]}]},
              {"serviceName": "legacy", "deploymentController": {"type": "EXTERNAL"},
                "taskSets": [{"id": "ecs-svc/3", "tags": []}]}]},
            {"clusterName": "closed", "services": [
              {"serviceName": "vault", "deploymentController": {"type": "EXTERNAL"},
                "taskSets": [{"id": "ecs-svc/4", "tags": []}]}]}]}]}]}
          """);

  @TempDir Path directory;
  private Path out;

  @BeforeEach
  void makeDirectory() throws IOException {
    out = Files.createDirectories(directory.resolve("out"));
    Files.writeString(directory.resolve("policy.json"), POLICY);
  }

  private Exporter exporter() {
    return Exporter.of(FLEET, out)
        .set("TAG_POLICY", "file:" + directory.resolve("policy.json"))
        .table(new DirectoryHistory(out, new ObjectKeys("inventory/")));
  }

  private static FaultRule closed() {
    return FaultRule.of(new Fault.AccessDenied()).on("ListServices").touching("closed");
  }

  private static String at(String time) {
    return "{\"time\":\"%s\"}".formatted(time);
  }

  private static String text(Exporter exporter, String key) {
    return new String(exporter.files().get(key), StandardCharsets.UTF_8);
  }

  /** The page without scripts and style, which are the same in every page. */
  private static String readable(String page) {
    return page.replaceAll("(?s)<style>.*?</style>", "<style></style>")
        .replaceAll("(?s)<script>.*?</script>\n", "")
        .replaceAll("(?s)<pre tabindex=\"0\">.*?</pre>", "<pre tabindex=\"0\"></pre>")
        .replaceAll("sha256-[A-Za-z0-9+/]+=", "sha256-HASH");
  }

  @Test
  void showsThisPage() throws IOException {
    try (Exporter exporter = exporter().faults(closed())) {
      assertEquals("PARTIAL", exporter.run().get(Snapshots.STATUS));
      String page = readable(text(exporter, HTML));
      if (Boolean.getBoolean("golden.update")) {
        Files.writeString(GOLDEN, page);
      }
      assertEquals(Files.readString(GOLDEN), page);
    }
  }

  @Test
  void explainsTheShareForAPolicyWithoutRequiredTags() throws IOException {
    Files.writeString(
        directory.resolve("policy.json"),
        "{\"tags\":{\"stage\":{\"tag_key\":\"Stage\",\"enforced_for\":[\"ecs:task-set\"]}}}");
    try (Exporter exporter = exporter()) {
      exporter.run();
      String page = readable(text(exporter, HTML));

      assertTrue(page.contains(">100 %<"), page);
      assertTrue(page.contains("The tag policy requires no tag</strong> in <bdi>123456789012"));
      assertTrue(page.contains("comply with <a href=\"#requires-nothing\">"));
    }
  }

  @Test
  void explainsWhyNothingWasEvaluated() throws IOException {
    String nowhere =
        "{\"rules\":[{\"scope\":{\"clusters\":[\"none\"]},\"required_tags\":{\"tag1Key\":\"x\"}}]}";
    Files.writeString(directory.resolve("policy.json"), nowhere);
    try (Exporter exporter = exporter()) {
      exporter.run();

      assertTrue(text(exporter, HTML).contains("4 to which no rule applies"));
    }
  }

  @Test
  void countsStatusesInTheSnapshotsRow() {
    try (Exporter exporter = exporter()) {
      Row summary = exporter.run();

      assertEquals(2, summary.get(Snapshots.COMPLIANT_COUNT));
      assertEquals(2, summary.get(Snapshots.NON_COMPLIANT_COUNT));
      assertEquals(0, summary.get(Snapshots.UNKNOWN_COUNT));
      assertEquals(0, summary.get(Snapshots.NOT_EVALUATED_COUNT));
    }
  }

  @Test
  void needsNoDataFileInJson() {
    Map<String, String> pages = new TreeMap<>();
    for (String formats : List.of("json", "parquet", "json,parquet")) {
      out = directory.resolve(formats);
      try (Exporter exporter = exporter().set("INVENTORY_FORMATS", formats)) {
        exporter.run();
        pages.put(text(exporter, HTML) + text(exporter, CSV), formats);
      }
    }
    assertEquals(1, pages.size());
  }

  @Test
  void writesEveryViolationIntoTheCsvFile() {
    try (Exporter exporter = exporter()) {
      int violations = exporter.run().get(Snapshots.TAG_VIOLATION_COUNT);
      List<String> lines = text(exporter, CSV).lines().toList();

      assertEquals(violations + 1, lines.size());
      assertTrue(text(exporter, CSV).contains("</script><script>alert(1)</script>\\u202e=x"));
    }
  }

  @Test
  void aRetryOfACommittedSnapshotWritesTheSameReportWhereItIsMissing() throws IOException {
    try (Exporter exporter = exporter()) {
      exporter.run();
      Map<String, byte[]> before = exporter.files();
      for (String key : List.of(HTML, CSV, LATEST)) {
        Files.delete(out.resolve(key));
      }
      exporter.run();

      assertEquals(InvariantsTest.hashes(before), InvariantsTest.hashes(exporter.files()));
    }
  }

  @Test
  void aSnapshotWithoutCheckpointsIsNotChanged() throws IOException {
    try (Exporter exporter = exporter()) {
      exporter.run();
      Files.delete(out.resolve(HTML));
      for (String key : exporter.files().keySet()) {
        if (key.contains("/report-")) {
          Files.delete(out.resolve(key));
        }
      }
      assertEquals("COMPLETE", exporter.run().get(Snapshots.STATUS));
      assertFalse(exporter.files().containsKey(HTML));
    }
  }

  @Test
  void anOlderSnapshotNeverReplacesTheLatestReport() {
    try (Exporter exporter = exporter()) {
      exporter.run(at("2026-01-15T06:00:00Z"));
      byte[] latest = exporter.files().get(LATEST);
      exporter.run(at("2026-01-14T06:00:00Z"));
      assertArrayEquals(latest, exporter.files().get(LATEST));

      exporter.run(at("2026-01-16T06:00:00Z"));
      assertTrue(text(exporter, LATEST).contains("content=\"20260116T060000Z\""));
    }
  }

  @Test
  void aScopedSnapshotNeverReplacesTheLatestReport() {
    try (Exporter exporter = exporter()) {
      exporter.run(at("2026-01-15T06:00:00Z"));
      byte[] latest = exporter.files().get(LATEST);
      exporter.run("{\"time\":\"2026-01-16T06:00:00Z\",\"detail\":{\"clusters\":[\"prod\"]}}");

      assertArrayEquals(latest, exporter.files().get(LATEST));
      String part =
          exporter.files().keySet().stream()
              .filter(key -> key.matches(".*/dt=2026-01-16/.*-[0-9a-f]{8}\\.html"))
              .findFirst()
              .orElseThrow();
      assertTrue(text(exporter, part).contains("clusters prod"), part);
    }
  }

  @Test
  void showsTheLastSnapshotOfEachDayAndNoLaterOne() {
    try (Exporter exporter = exporter()) {
      for (String time :
          List.of(
              "2025-10-16T06:00:00Z",
              "2026-01-13T06:00:00Z",
              "2026-01-13T18:00:00Z",
              "2026-01-16T06:00:00Z",
              "2026-01-15T06:00:00Z")) {
        exporter.run(at(time));
      }
      String data =
          text(exporter, HTML).replaceAll("(?s).*id=\"trend-data\">(.*?)</script>.*", "$1");
      assertEquals(
          "[{\"day\":\"2026-01-13\",\"status\":\"COMPLETE\",\"share\":50.0},"
              + "{\"day\":\"2026-01-15\",\"status\":\"COMPLETE\",\"share\":50.0}]",
          data);
    }
  }

  @Test
  void statesThatNothingWasEvaluatedWithoutAPolicy() {
    try (Exporter exporter = Exporter.of(FLEET, out)) {
      exporter.run();
      String page = text(exporter, HTML);

      assertTrue(page.contains("id=\"share\">not evaluated<"), page.substring(0, 4000));
      assertTrue(page.contains("No tag policy was set."));
    }
  }

  /** All scripts have a hash in the content security policy of the page. */
  @Test
  void containsNoForeignScript() {
    try (Exporter exporter = exporter()) {
      exporter.run();
      String page = text(exporter, HTML);
      String rest = page.replaceAll("(?s)<script>.*?</script>", "");

      assertEquals(2, rest.split("<script", -1).length - 1);
      assertEquals(2, rest.split("<script type=\"application/json\"", -1).length - 1);
      assertEquals(4 + 2, page.split("</script>", -1).length - 1);
      assertFalse(rest.contains("<img"));
      assertFalse(page.contains("\u202e"));
      assertFalse(page.contains("unsafe-inline"));
    }
  }
}
