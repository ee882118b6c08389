package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.pipeline.Exporter;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.write.directory.DirectoryHistory;
import dev.ecsinventory.write.state.PastSnapshot;
import dev.ecsinventory.write.state.StateTable;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code verify}, {@code list} and {@code withdraw} with a directory of three snapshots. */
class SnapshotCommandsTest {
  private static final String FIRST = "20260114T060000Z";
  private static final String SECOND = "20260115T060000Z";
  private static final ObjectKeys KEYS = new ObjectKeys("inventory/");

  @TempDir private static Path taken;
  @TempDir private Path directory;

  @BeforeAll
  static void takeSnapshots() {
    try (Exporter exporter =
        Exporter.of(FleetGenerator.varied(4).generate(new FleetSize(2, 4, 1)), taken)
            .table(new DirectoryHistory(taken, KEYS))
            .set("TAG_POLICY", "classpath:policies/owner.json")) {
      exporter.run("{\"time\":\"2026-01-14T06:00:00Z\",\"detail\":{}}");
      exporter.run("{\"time\":\"2026-01-15T06:00:00Z\",\"detail\":{}}");
      exporter.run("{\"time\":\"2026-01-15T07:00:00Z\",\"detail\":{\"clusters\":[\"*\"]}}");
    }
  }

  @BeforeEach
  void copy() throws IOException {
    try (Stream<Path> files = Files.walk(taken)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = directory.resolve(taken.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  /** As for the AWS CLI. */
  @Test
  void anEmptyRegionCountsAsNone() {
    CommandLineRun run =
        CommandLineRun.in(
            Map.of("AWS_REGION", "", "AWS_DEFAULT_REGION", " "),
            "list",
            "--from",
            taken.toString());
    assertEquals(0, run.exitCode(), run.err());
  }

  @Test
  void verifyFindsNoContradictionInTheSnapshots() {
    CommandLineRun run = run("verify");

    assertEquals(0, run.exitCode(), run.out() + run.err());
    assertTrue(run.out().contains("Checked: 3 snapshots, "), run.out());
    assertTrue(run.out().contains("Table: not compared"), run.out());
    assertTrue(run.out().startsWith("Result: consistent."), run.out());
  }

  @Test
  void verifyEvaluatesTheTaskSetsAgain() {
    assertTrue(run("verify").out().contains("Compliance: not evaluated again; "));
    CommandLineRun run = run("verify", "--reevaluate");
    assertEquals(0, run.exitCode(), run.out() + run.err());
    assertTrue(
        run.out().matches("(?s).*Compliance: [1-9]\\d* task sets evaluated again\\..*"), run.out());
    assertFalse(
        run("verify", "--reevaluate", "--format", "json")
            .out()
            .contains("\"reevaluatedTaskSets\" : 0"));
  }

  @Test
  void verifyChecksOneSnapshotOrThoseSinceADay() {
    assertTrue(run("verify", "--snapshot", FIRST).out().contains("Checked: 1 snapshot, "));
    assertTrue(run("verify", "--since", "2026-01-15").out().contains("Checked: 2 snapshots, "));
  }

  @Test
  void verifyReportsMissingFiles() throws IOException {
    Path file = dataFiles("json/services/dt=2026-01-15").getFirst();
    Files.delete(file);
    CommandLineRun table = run("verify");
    CommandLineRun json = run("verify", "--format", "json");

    assertEquals(5, table.exitCode(), table.out());
    assertTrue(table.out().contains("FILE_MISSING: "), table.out());
    assertTrue(table.out().contains("Action: Restore"), table.out());
    table.out().lines().forEach(line -> assertTrue(line.length() <= 80, line));
    assertEquals(5, json.exitCode(), json.out());
    JsonNode finding = new JsonMapper().readTree(json.out()).get("findings").get(0);
    assertEquals("FILE_MISSING", finding.get("code").textValue());
    assertEquals(
        directory.relativize(file).toString().replace('\\', '/'), finding.get("where").textValue());
  }

  @Test
  void verifyDistinguishesExpiredFromLostFiles() throws IOException {
    for (Path file : dataFiles("json")) {
      Files.delete(file);
    }
    CommandLineRun run = run("verify");

    assertEquals(3, run.exitCode(), run.out());
    assertTrue(run.out().contains("Not checkable:"), run.out());
    assertTrue(run.out().contains(SECOND + "  json: "), run.out());
  }

  @Test
  void verifyReportsASnapshotThatDoesNotExist() {
    CommandLineRun unknown = run("verify", "--snapshot", "20260115T050000Z");
    CommandLineRun malformed = run("verify", "--snapshot", "yesterday");
    CommandLineRun none = run("verify", "--since", "2026-02-01");

    assertEquals(3, unknown.exitCode());
    assertTrue(unknown.err().contains("the nearest are " + SECOND), unknown.err());
    assertEquals(2, malformed.exitCode());
    assertTrue(malformed.err().contains("--snapshot: \"yesterday\""), malformed.err());
    assertEquals(3, none.exitCode());
    assertTrue(none.err().contains("no committed snapshot since 2026-02-01"), none.err());
  }

  @Test
  void listsTheNewestFirst() throws IOException {
    CommandLineRun all = run("list");
    CommandLineRun one = run("list", "--limit", "1", "--format", "json");
    CommandLineRun since = run("list", "--since", "2026-01-15", "--format", "json");

    List<String> lines = all.out().lines().toList();
    assertEquals(4, lines.size(), all.out());
    assertTrue(lines.get(1).startsWith("20260115T070000Z-"), all.out());
    assertTrue(lines.get(3).startsWith(FIRST + " "), all.out());
    assertTrue(lines.get(3).contains(" COMPLETE "), all.out());
    lines.forEach(line -> assertTrue(line.length() <= 80, line));
    JsonNode listed = new JsonMapper().readTree(one.out());
    assertEquals(1, listed.size());
    assertTrue(listed.get(0).get("withdrawn").isNull());
    assertEquals(2, listed.get(0).get("summary").get("cluster_count").intValue());
    assertEquals(2, new JsonMapper().readTree(since.out()).size());
    assertEquals(2, run("list", "--limit", "0").exitCode());
  }

  @Test
  void aWithdrawnSnapshotIsHiddenFromReadersAndNotDeleted() throws IOException {
    DirectoryHistory history = new DirectoryHistory(directory, KEYS);
    Instant end = Instant.parse("2027-01-01T00:00:00Z");
    assertEquals(Optional.of(SnapshotId.ofText(SECOND).orElseThrow().time()), newest(history, end));

    CommandLineRun run = run("withdraw", SECOND, "--reason", "taken <twice>");

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains(SECOND + " is withdrawn at "), run.out());
    assertEquals(Optional.of(SnapshotId.ofText(FIRST).orElseThrow().time()), newest(history, end));
    assertTrue(run("list").out().contains("withdrawn: taken <twice>"));
    CommandLineRun verify = run("verify");
    assertEquals(0, verify.exitCode(), verify.out());
    assertTrue(verify.out().contains("Withdrawn: " + SECOND), verify.out());
    for (String report : List.of("reports/dt=2026-01-15/" + SECOND, "reports/latest")) {
      String page = Files.readString(directory.resolve("inventory/" + report + ".html"));
      assertTrue(page.contains("This snapshot is withdrawn."), report);
      assertTrue(page.contains("taken &lt;twice&gt;"), report);
    }
    assertTrue(
        Files.exists(directory.resolve("inventory/manifests/dt=2026-01-15/" + SECOND + ".json")));
  }

  private static Optional<Instant> newest(StateTable history, Instant end) {
    return history.newestWhole(Instant.EPOCH, end).map(PastSnapshot::time);
  }

  @Test
  void checkEvaluatesTheNewestSnapshotThatIsNotWithdrawn() {
    run(
        "withdraw",
        run("list", "--limit", "1").out().lines().toList().get(1).split(" ")[0],
        "--reason",
        "a test");
    run("withdraw", SECOND, "--reason", "taken twice");
    CommandLineRun check =
        CommandLineRun.of(
            "check",
            "--snapshot",
            directory.toString(),
            "--policy",
            CommandLineRun.projectHome().resolve("policies/demo.json").toString());

    assertTrue(check.out().contains("Snapshot " + FIRST), check.out() + check.err());
  }

  @Test
  void checkReportsThatEverySnapshotIsWithdrawn() {
    run("list", "--limit", "9")
        .out()
        .lines()
        .map(line -> line.split(" ")[0])
        .filter(word -> SnapshotId.ofText(word).isPresent())
        .forEach(id -> run("withdraw", id, "--reason", "a test"));
    String policy = CommandLineRun.projectHome().resolve("policies/demo.json").toString();
    String manifest =
        directory.resolve("inventory/manifests/dt=2026-01-15/" + SECOND + ".json").toString();

    CommandLineRun all =
        CommandLineRun.of("check", "--snapshot", directory.toString(), "--policy", policy);
    assertEquals(2, all.exitCode(), all.out());
    assertTrue(all.err().contains("every snapshot there is withdrawn (3 manifests)"), all.err());
    CommandLineRun one = CommandLineRun.of("check", "--snapshot", manifest, "--policy", policy);
    assertEquals(2, one.exitCode(), one.out());
    assertTrue(one.err().contains("the snapshot is withdrawn"), one.err());
  }

  @Test
  void anUnreadableManifestIsAFindingUntilItsSnapshotIsWithdrawn() throws IOException {
    Path manifest = directory.resolve("inventory/manifests/dt=2026-01-14/" + FIRST + ".json");
    for (String damage : List.of("{}", "null", "{", "{\"software\":[]}")) {
      Files.writeString(manifest, damage);
      CommandLineRun verify = run("verify");
      assertEquals(5, verify.exitCode(), verify.out() + verify.err());
      assertTrue(verify.out().contains("MANIFEST_UNREADABLE: "), verify.out());
      assertTrue(verify.out().contains("it is not a manifest: "), verify.out());
      assertFalse(verify.out().contains("ecsinventory."), verify.out());
      assertFalse(verify.out().contains("java."), verify.out());
      assertTrue(run("list").out().contains(FIRST), damage);
    }
    assertEquals(0, run("withdraw", FIRST, "--reason", "damaged").exitCode());
    CommandLineRun withdrawn = run("verify");
    assertEquals(3, withdrawn.exitCode(), withdrawn.out());
    assertTrue(withdrawn.out().contains(FIRST + "  manifest: "), withdrawn.out());
  }

  @Test
  void foreignObjectsChangeNoResult() throws IOException {
    String before = run("list").out();
    for (String foreign :
        List.of(
            "manifests/dt=2026-02-30/20260230T000000Z.json",
            "manifests/dt=2026-01-14/README.json",
            "withdrawn/dt=2026-01-14/README.json",
            "tables/json/task_sets/dt=2025-02-30/symlink.txt",
            "tables/json/task_sets/readme.txt")) {
      Path file = directory.resolve("inventory/" + foreign);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "{}");
    }
    assertEquals(before, run("list").out());
    assertEquals(0, run("verify").exitCode(), run("verify").out());
    CommandLineRun index = run("index", "--json-days", "90");
    assertEquals(0, index.exitCode(), index.err());
  }

  @Test
  void anUnreadableWithdrawalStillWithdraws() throws IOException {
    Path withdrawal = directory.resolve("inventory/withdrawn/dt=2026-01-14/" + FIRST + ".json");
    Files.createDirectories(withdrawal.getParent());
    Files.writeString(withdrawal, "{}");
    CommandLineRun list = run("list");
    assertEquals(0, list.exitCode(), list.err());
    assertTrue(list.out().contains("withdrawn: not known: "), list.out());
    assertEquals(0, run("withdraw", FIRST, "--reason", "again").exitCode());
    assertEquals(0, run("verify").exitCode(), run("verify").out());
  }

  @Test
  void withdrawingAgainChangesNothing() throws IOException {
    Path withdrawal = directory.resolve("inventory/withdrawn/dt=2026-01-15/" + SECOND + ".json");
    run("withdraw", SECOND, "--reason", "the first");
    byte[] first = Files.readAllBytes(withdrawal);
    String report = page();
    CommandLineRun again = run("withdraw", SECOND, "--reason", "the second");

    assertEquals(0, again.exitCode(), again.err());
    assertTrue(again.out().contains("was already withdrawn at"), again.out());
    assertTrue(again.out().contains("the first"), again.out());
    assertEquals(new String(first, StandardCharsets.UTF_8), Files.readString(withdrawal));
    assertEquals(report, page());
    JsonNode json = new JsonMapper().readTree(first);
    assertEquals(SECOND, json.get("snapshot").textValue());
    assertTrue(json.get("withdrawnBy").isNull());
  }

  private String page() throws IOException {
    return Files.readString(
        directory.resolve("inventory/reports/dt=2026-01-15/" + SECOND + ".html"));
  }

  @Test
  void withdrawSuggestsTheNearestSnapshots() {
    CommandLineRun run = run("withdraw", "20260114T070000Z", "--reason", "a mistake");

    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("the nearest are " + FIRST), run.err());
    assertFalse(Files.exists(directory.resolve("inventory/withdrawn")));
    assertEquals(2, run("withdraw", SECOND, "--reason", " ").exitCode());
    assertEquals(2, run("withdraw", SECOND).exitCode());
  }

  /** The next full snapshot after the withdrawn one replaces the newest report. */
  @Test
  void theNewestReportIsNotThatOfAWithdrawnSnapshot() throws IOException {
    run("withdraw", SECOND, "--reason", "taken twice");
    try (Exporter exporter =
        Exporter.of(FleetGenerator.varied(4).generate(new FleetSize(2, 4, 1)), directory)
            .table(new DirectoryHistory(directory, KEYS))) {
      exporter.run("{\"time\":\"2026-01-14T18:00:00Z\",\"detail\":{}}");
    }

    String latest = Files.readString(directory.resolve("inventory/reports/latest.html"));
    assertTrue(latest.contains("content=\"20260114T180000Z\""));
    assertFalse(latest.contains("This snapshot is withdrawn."));
  }

  @Test
  void withdrawsFromTheTableAsWell() {
    List<String> calls = new ArrayList<>();
    StateTable table =
        (StateTable)
            Proxy.newProxyInstance(
                StateTable.class.getClassLoader(),
                new Class<?>[] {StateTable.class},
                (proxy, method, arguments) -> {
                  calls.add("%s %s %s".formatted(method.getName(), arguments[0], arguments[2]));
                  return null;
                });
    WithdrawCommand command =
        new WithdrawCommand(
            Surroundings.ofThisProcess(),
            clients ->
                name -> {
                  calls.add(name);
                  return table;
                });

    int exitCode =
        new CommandLine(command)
            .execute(
                SECOND,
                "--reason",
                "future",
                "--from",
                directory.toString(),
                "--table",
                "inventory");

    assertEquals(0, exitCode);
    assertEquals(List.of("inventory", "withdraw " + SECOND + " future"), calls);
  }

  private List<Path> dataFiles(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("inventory/" + folder))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private CommandLineRun run(String command, String... options) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--from", directory.toString()));
    return CommandLineRun.of(arguments.toArray(String[]::new));
  }
}
