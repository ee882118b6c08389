package dev.ecsinventory.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.ecsinventory.pipeline.Exporter;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.write.directory.DirectoryHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The report in Chromium, with scripts enabled. */
class BrowserTest {
  private static final String REPORT = "inventory/reports/dt=2026-01-15/20260115T060000Z.html";
  private static final int MANY = 20_000;
  private static final int PAGE_LENGTH = 25;

  private static final String POLICY =
      """
      {"rules": [{"tag_policies": [{"tags": {
         "team": {"tag_key": "Team", "tag_value": ["checkout", "data"],
           "report_required_tag_for": ["ecs:task-set"]},
         "env": {"tag_key": "Env", "tag_value": ["prod"],
           "report_required_tag_for": ["ecs:task-set"]}}}]}],
       "waivers": [{"scope": {"services": ["legacy"]}, "reason": "Until the move.",
         "owner": "ops@example.com", "expires": "2026-03-31"}]}
      """;

  /** Hostile tag values. */
  private static final List<String> HOSTILE =
      List.of(
          "<script>window.harmed=1</script>",
          "</script><script>window.harmed=1</script>",
          "<img src=x onerror=window.harmed=1>",
          "\\\" onmouseover=window.harmed=1 x=\\\"",
          "' autofocus onfocus=window.harmed=1 '",
          "javascript:window.harmed=1",
          "{{constructor.constructor('window.harmed=1')()}}",
          "<!--",
          "&lt;script&gt;",
          "=cmd|' /C calc'!A0",
          "\\u202egnp.exe",
          "a\\u2066b\\u0007c",
          "<svg/onload=window.harmed=1>");

  @TempDir private static Path directory;
  private static Browser browser;
  private static Path page;
  private static Path manyPage;

  @BeforeAll
  static void writeReports() throws IOException {
    Browser.start().ifPresentOrElse(started -> browser = started, BrowserTest::skip);
    page = report("small", small(), closed());
    manyPage = report("many", many());
  }

  private static void skip() {
    abort("SKIPPED: chromium or chromedriver is not installed, so no browser reads the report");
  }

  private static FaultRule closed() {
    return FaultRule.of(new Fault.AccessDenied()).on("ListServices").touching("closed");
  }

  private static Path report(String name, Fleet fleet, FaultRule... faults) throws IOException {
    Path out = Files.createDirectories(directory.resolve(name));
    Path policy = Files.writeString(directory.resolve("policy.json"), POLICY);
    try (Exporter exporter =
        Exporter.of(fleet, out)
            .set("TAG_POLICY", "file:" + policy)
            .table(new DirectoryHistory(out, new ObjectKeys("inventory/")))) {
      if (faults.length > 0) {
        exporter.run("{\"time\":\"2026-01-14T06:00:00Z\"}");
        exporter.faults(faults);
      }
      assertTrue(exporter.run().get(Snapshots.TASK_SET_COUNT) > 0);
    }
    return out.resolve(REPORT);
  }

  /**
   * A fleet with a compliant task set, one per hostile value, a waived one, and one whose tags
   * cannot be read.
   */
  private static Fleet small() {
    String taskSets =
        IntStream.range(0, HOSTILE.size())
            .mapToObj(
                index ->
                    taskSet(
                        String.valueOf(100 + index),
                        "{\"key\":\"Env\",\"value\":\"prod\"},{\"key\":\"Team\",\"value\":\"%s\"}"
                            .formatted(HOSTILE.get(index))))
            .collect(Collectors.joining(","));
    String compliant =
        taskSet("1", "{\"key\":\"Env\",\"value\":\"prod\"},{\"key\":\"Team\",\"value\":\"data\"}");
    return fleet(
        cluster(
            "prod",
            service("shop", compliant + "," + taskSets),
            service("legacy", taskSet("2", "").replace("jenkins", "=1+1"))),
        cluster("closed", service("vault", taskSet("3", ""))));
  }

  /**
   * A fleet with so many task sets without the two tags that there are {@link #MANY} violations.
   */
  private static Fleet many() {
    return fleet(
        IntStream.range(0, 20)
            .mapToObj(
                cluster ->
                    cluster(
                        "cluster-" + cluster,
                        IntStream.range(0, 100)
                            .mapToObj(
                                service ->
                                    service(
                                        "service-" + service,
                                        IntStream.range(0, 5)
                                            .mapToObj(
                                                set ->
                                                    taskSet(
                                                        "%d%03d%d".formatted(cluster, service, set),
                                                        ""))
                                            .collect(Collectors.joining(","))))
                            .toArray(String[]::new)))
            .toArray(String[]::new));
  }

  private static String taskSet(String id, String tags) {
    return "{\"id\":\"ecs-svc/%s\",\"startedBy\":\"jenkins\",\"tags\":[%s]}".formatted(id, tags);
  }

  private static String service(String name, String taskSets) {
    return "{\"serviceName\":\"%s\",\"deploymentController\":{\"type\":\"EXTERNAL\"},\"taskSets\":[%s]}"
        .formatted(name, taskSets);
  }

  private static String cluster(String name, String... services) {
    return "{\"clusterName\":\"%s\",\"services\":[%s]}".formatted(name, String.join(",", services));
  }

  private static Fleet fleet(String... clusters) {
    return Fleet.parse(
        "{\"accounts\":[{\"id\":\"123456789012\",\"regions\":[{\"name\":\"us-east-1\",\"clusters\":[%s]}]}]}"
            .formatted(String.join(",", clusters)));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void clearRecords() {
    browser.open(Path.of("/dev/null"));
    browser.prefer("light");
    browser.console();
    browser.requests();
  }

  @Test
  void showsTheCounts() {
    browser.open(page);

    assertEquals("13.3 %", browser.text("#share"));
    assertEquals("PARTIAL: of the part that was read", browser.text("#partial-share"));
    assertTrue(browser.text("#aws-view").startsWith("AWS’s own report would show "));
    assertEquals("2", browser.text("#compliant"));
    assertEquals(String.valueOf(HOSTILE.size()), browser.text("#non-compliant"));
    assertEquals("1", browser.text("#read-failures"));
    assertEquals("15 violations", browser.text("#shown"));
    assertEquals(15, browser.count("#violation-table tbody tr"));
    assertEquals(1, browser.count("#failures tbody tr"));
    assertEquals(1, browser.count("#waiver-table tbody tr"));
    assertEquals(2, browser.count("#trend-chart circle"));
    assertEquals(1, browser.count("#trend-chart circle.partial"));
    assertEquals(2, browser.count("#statuses rect"));
    assertTrue(browser.text(".banner").startsWith("This snapshot is partial."));
  }

  @Test
  void filtersAreInTheAddress() {
    browser.open(page);
    browser.set("by-service", "legacy");
    assertEquals("2 of 15 violations", browser.text("#shown"));
    assertEquals("#service=legacy", browser.run("return location.hash"));
    assertEquals(
        "legacy (2)",
        browser.run("return document.getElementById('by-service').selectedOptions[0].text"));

    browser.run("location.reload()");
    assertEquals("2 of 15 violations", browser.text("#shown"));
    browser.set("by-service", "");
    assertEquals("15 violations", browser.text("#shown"));
  }

  /** The page has no other file next to it when it was sent by mail. */
  @Test
  void downloadsTheShownViolationsFromItsOwnData() {
    browser.open(page);
    browser.run(
        "URL.createObjectURL = blob => {"
            + " blob.text().then(text => { document.title = text; }); return '#'; };");
    browser.set("by-service", "legacy");
    browser.run("document.getElementById('download').click()");
    String csv =
        browser
            .run("return new Promise(done => setTimeout(() => done(document.title), 300))")
            .toString();
    assertTrue(csv.startsWith("\"account\",\"region\",\"cluster\""), csv);
    assertTrue(csv.contains("\"123456789012\",\"us-east-1\",\"prod\",\"legacy\""), csv);
    assertTrue(csv.contains("\"'=1+1\""), csv);
    assertFalse(csv.contains("\"shop\""), csv);
  }

  @Test
  void makesNoRequestAndLogsNothing() {
    browser.open(page);
    browser.set("by-text", "legacy");
    browser.pdf();

    assertEquals(
        List.of(page.toUri().toString()),
        browser.requests().stream().filter(url -> !url.startsWith("data:")).toList());
    assertEquals(List.of(), browser.console());
  }

  @Test
  void treatsTagsAsText() {
    browser.open(page);
    browser.run("document.querySelectorAll('details').forEach(details => details.open = true)");

    assertEquals(Boolean.TRUE, browser.run("return window.harmed === undefined"));
    assertEquals(0, browser.count("#violation-table img, #violation-table script, main script"));
    assertEquals(
        0L,
        browser.run(
            "return Array.from(document.querySelectorAll('*')).filter(element =>"
                + " element.getAttributeNames().some(name => name.startsWith('on'))).length"));
    String shown = browser.text("#violation-table");
    for (String visible :
        List.of(
            "Team=</script><script>window.harmed=1</script>",
            "Team=<img src=x onerror=window.harmed=1>",
            "Team=&lt;script&gt;",
            "Team=\\u202egnp.exe",
            "Team=a\\u2066b\\u0007c")) {
      assertTrue(shown.contains(visible), visible);
    }
    assertEquals(
        Boolean.TRUE,
        browser.run(
            "return Array.from(document.querySelectorAll('#violation-table a'))"
                + ".every(link => link.href.startsWith("
                + "'https://us-east-1.console.aws.amazon.com/ecs/v2/clusters/'))"));
  }

  @Test
  void sortsByAnyColumnAndFiltersByAnyText() {
    browser.open(page);
    String firstSet = "#violation-table tbody tr td:nth-child(3) a";
    String head = "#violation-table thead th:nth-child(3)";
    browser.run("document.querySelector(arguments[0]).click()", head);
    assertEquals(
        "ascending", browser.run("return document.querySelector(arguments[0]).ariaSort", head));
    assertEquals("100", browser.text(firstSet));
    browser.run("document.querySelector(arguments[0]).click()", head);
    assertEquals("2", browser.text(firstSet));

    browser.set("by-waiver", "waived");
    assertEquals("2 of 15 violations", browser.text("#shown"));
    assertEquals(2, browser.count("#violation-table tbody tr"));
    browser.set("by-waiver", "");
    browser.set("by-view", "aws");
    assertEquals("13 of 15 violations", browser.text("#shown"));
    browser.set("by-view", "");
    browser.set("by-text", "onmouseover");
    assertEquals("1 of 15 violations", browser.text("#shown"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void hasNoSeriousAccessibilityFinding(String colors) throws IOException {
    browser.prefer(colors);
    browser.open(page);
    browser.run("document.querySelectorAll('details').forEach(details => details.open = true)");

    assertEquals(List.of(), browser.barriers());
  }

  @Test
  void prints() throws IOException {
    browser.open(manyPage);
    try (PDDocument paper = Loader.loadPDF(browser.pdf())) {
      String text = new PDFTextStripper().getText(paper);

      assertTrue(paper.getNumberOfPages() > 3, paper.getNumberOfPages() + " pages");
      assertTrue(text.contains("Tag compliance of ECS task sets"), text);
      assertTrue(
          text.replaceAll("\\s+", " ").contains("The first 200 of 20,000 violations are printed"));
      assertTrue(text.contains("By creator"));
      assertTrue(text.contains("2 / " + paper.getNumberOfPages()), "no page numbers");
    }
  }

  /** The document contains only one page of rows, so it is fast. */
  @Test
  void remainsResponsiveWithTwentyThousandViolations() {
    browser.open(manyPage);
    assertEquals("20,000 violations", browser.text("#shown"));
    assertEquals(PAGE_LENGTH, browser.count("#violation-table tbody tr"));
    browser.set("by-text", "service-77");
    assertEquals("200 of 20,000 violations", browser.text("#shown"));
    assertEquals(PAGE_LENGTH, browser.count("#violation-table tbody tr"));
    assertFalse(browser.text("#violations ~ p.note").isEmpty());

    System.out.printf(
        Locale.ROOT,
        "20,000 violations: first paint %.0f ms, ready %.0f ms, filtered %.0f ms%n",
        number("return performance.getEntriesByName('first-contentful-paint')[0].startTime"),
        number("return performance.getEntriesByName('ready')[0].startTime"),
        number("return performance.getEntriesByName('filtered')[0].duration"));
  }

  private static double number(String script) {
    return ((Number) browser.run(script)).doubleValue();
  }
}
