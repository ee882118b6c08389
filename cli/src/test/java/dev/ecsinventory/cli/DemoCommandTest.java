package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

@Isolated
class DemoCommandTest {
  @TempDir private static Path out;
  private static CommandLineRun run;
  private static List<ILoggingEvent> logged;
  private static final Set<String> hosts = ConcurrentHashMap.newKeySet();

  @BeforeAll
  static void runOnce() throws Exception {
    Files.createDirectories(out.resolve("inventory/json"));
    Files.writeString(out.resolve("inventory/json/left from another version"), "");
    Files.writeString(out.resolve("mine"), "");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(log);
    ProxySelector before = ProxySelector.getDefault();
    ProxySelector.setDefault(new Recorder());
    try {
      run = CommandLineRun.of("demo", "--out", out.toString());
    } finally {
      ProxySelector.setDefault(before);
      root.detachAppender(log);
    }
    logged = List.copyOf(log.list);
  }

  /** Every connection of the JDK's HTTP clients calls the proxy selector first. */
  private static final class Recorder extends ProxySelector {
    @Override
    public List<Proxy> select(URI uri) {
      hosts.add(uri.getHost());
      return List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
      hosts.add(uri.getHost());
    }
  }

  @Test
  void connectsToThisMachineOnly() {
    assertEquals(Set.of("127.0.0.1"), hosts);
  }

  @Test
  void logsNoWarningAndNoError() {
    List<String> problems =
        logged.stream()
            .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
            .filter(event -> event.getLoggerName().startsWith("dev.ecsinventory"))
            .map(ILoggingEvent::getFormattedMessage)
            .toList();
    assertEquals(List.of(), problems);
  }

  /** As in a release, which does not contain DynamoDB Local. */
  @Test
  void hasTheSameSnapshotWithoutATable(@TempDir Path directory) throws Exception {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("DynamoDBLocal"))
            .collect(Collectors.joining(File.pathSeparator));
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                classPath,
                "dev.ecsinventory.cli.Main",
                "demo",
                "--out",
                directory.resolve("demo").toString())
            .redirectOutput(output.toFile())
            .redirectError(directory.resolve("error").toFile())
            .start();

    assertEquals(0, process.waitFor(), Files.readString(directory.resolve("error")));
    String without = Files.readString(output);
    int events = run.out().indexOf("Events sent to the event bus");
    assertEquals(run.out().substring(0, events), without.substring(0, events));
    assertTrue(without.contains("This installation has no DynamoDB Local"), without);
    assertFalse(without.contains("Events"), without);
    assertFalse(Files.exists(directory.resolve("demo/table.json")));
    Path report = Path.of("inventory/reports/latest.html");
    assertTrue(Files.exists(directory.resolve("demo").resolve(report)));
  }

  @Test
  void showsTheEventsThatItSent() {
    assertTrue(
        run.out()
            .contains(
                """
                Events sent to the event bus: 3
                  123456789012 / eu-central-1 / data / ingest / 2718281828459045235
                    a new task set is NON_COMPLIANT
                    MISSING_TAG DataRetention
                """),
        run.out());
  }

  /** The page shows parts of standard output, in this order. */
  @Test
  void printsTheOutputOnItsPage() throws Exception {
    String page = Files.readString(CommandLineRun.projectHome().resolve("docs/demo.md"));
    List<String> blocks =
        Pattern.compile("(?s)```text\n(.*?)```")
            .matcher(page)
            .results()
            .map(block -> block.group(1))
            .toList();
    String shownOut = run.out().replace(out.toString(), "…/target/demo");

    assertEquals(blocks.get(0), comparable(run.err()), "standard error");
    int end = 0;
    for (String part : blocks.get(1).split("(?m)^…\n")) {
      int begin = shownOut.indexOf(part, end);
      assertTrue(begin >= 0, () -> "not printed, or not in this order:\n" + part);
      end = begin + part.length();
    }
    assertEquals(shownOut.length(), end, "the last part is the end");
  }

  /** Without the additional progress lines of a slow machine, and with the duration on the page. */
  private static String comparable(String err) {
    return err.replaceAll("(?m)^ *\\d+%.*\n", "").replaceAll("\\d+\\.\\d s", "1.4 s");
  }

  @Test
  void fitsATerminalOfEightyColumns() {
    run.out()
        .lines()
        .filter(line -> !line.contains(out.toString()))
        .forEach(line -> assertTrue(line.length() < 80, line));
  }

  @Test
  void endsWithACompleteSnapshot() {
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(
        run.out()
            .contains(
                "Snapshot 20260115T060000Z is COMPLETE: 5 clusters, 10 services, 11 task sets,\n"
                    + "0 read failures, "),
        run.out());
  }

  @Test
  void showsTheFleet() {
    String row =
        "    7741203985561120934  ACTIVE    CostCenter=4711, Env=prod, Team=checkout,\n"
            + "                                   env=canary\n";
    assertTrue(run.out().contains(row), run.out());
    assertTrue(
        run.out()
            .contains(
                "\n123456789012 / eu-central-1 / lager-prod\n  tags: Env=prod, Team=Logistik\n"));
    assertTrue(run.out().contains("Straße=Größenweg 7"));
    assertTrue(run.out().contains("部門=物流"));
    assertTrue(
        run.out().contains("\n123456789012 / us-east-1 / sandbox\n  tags: none\n  no services\n"));
  }

  @Test
  void showsProgressOnStandardErrorAndNothingElse() {
    List<String> lines = run.err().lines().toList();

    assertTrue(lines.getFirst().startsWith("reading "), run.err());
    assertTrue(lines.getLast().startsWith("COMPLETE: 10 services, 11 task sets, "), run.err());
    for (String line : lines.subList(1, lines.size() - 1)) {
      assertTrue(line.matches(" *\\d+%  .*"), line);
    }
  }

  @Test
  void everySnapshotIsConserved() {
    CommandLineRun verify = CommandLineRun.of("verify", "--from", out.toString());

    assertEquals(0, verify.exitCode(), verify.out() + verify.err());
    assertTrue(verify.out().contains("Result: consistent."), verify.out());
  }

  @Test
  void writesTheObjectsOfTheBucket() throws Exception {
    assertTrue(
        Files.exists(out.resolve("inventory/manifests/dt=2026-01-15/20260115T060000Z.json")));
    for (String format : List.of("json", "parquet")) {
      for (String dataset : List.of("task_sets", "services", "clusters", "snapshots")) {
        Path folder = out.resolve("inventory").resolve(format).resolve(dataset);
        assertTrue(Files.isDirectory(folder.resolve("dt=2026-01-15")), folder.toString());
      }
    }
  }

  @Test
  void endsWithThePathOfItsReport() throws Exception {
    String last = run.out().lines().toList().getLast();

    assertEquals("Report: " + out.resolve("inventory/reports/latest.html"), last);
    String report = Files.readString(Path.of(last.substring("Report: ".length())));
    assertTrue(report.contains("<meta name=\"snapshot\" content=\"20260115T060000Z\">"));
    assertTrue(report.contains("id=\"share\">55.5 %<"));
  }

  @Test
  void writesEarlierDaysOneOfThemPartial() throws Exception {
    String report = Files.readString(out.resolve("inventory/reports/latest.html"));
    String trend = report.replaceAll("(?s).*id=\"trend-data\">(.*?)</script>.*", "$1");
    List<String> statuses = new ArrayList<>();
    new JsonMapper().readTree(trend).forEach(day -> statuses.add(day.get("status").textValue()));

    assertEquals(List.of("COMPLETE", "PARTIAL", "COMPLETE"), statuses);
    assertTrue(
        Files.readString(out.resolve("inventory/reports/dt=2026-01-14/20260114T060000Z.html"))
            .contains("cluster/data</bdi></td><td>ListServices</td>"));
  }

  @Test
  void deletesTheOutputOfAnEarlierRunOnly() {
    assertFalse(Files.exists(out.resolve("inventory/json/left from another version")));
    assertTrue(Files.exists(out.resolve("mine")));
  }

  @Test
  void exportsTheItemsOfTheTableInOrder() throws Exception {
    JsonNode items = new JsonMapper().readTree(out.resolve("table.json").toFile());
    List<String> keys = new ArrayList<>();
    items.forEach(
        item -> keys.add(item.at("/pk/S").textValue() + "\u0000" + item.at("/sk/S").textValue()));

    assertEquals(keys.stream().sorted().toList(), keys);
    assertEquals(11, keys.stream().filter(key -> key.matches("TASKSET#.*\u0000CURRENT")).count());
    assertTrue(keys.contains("SNAPSHOT\u000020260115T060000Z"));
  }

  /** The partitions that the data dictionary documents. */
  @Test
  void usesThePartitionsOfTheDataDictionary() throws Exception {
    String dictionary = CommandLineRun.of("schema").out();
    Set<String> partitions = new TreeSet<>();
    new JsonMapper()
        .readTree(out.resolve("table.json").toFile())
        .forEach(item -> partitions.add(item.at("/pk/S").textValue().replaceFirst("#.*", "#")));

    assertEquals(
        new TreeSet<>(Set.of("CLUSTER#", "MEMBERS#", "PLACES", "SERVICE#", "SNAPSHOT", "TASKSET#")),
        partitions);
    for (String documented : List.of("CLUSTER#", "SERVICE#", "SNAPSHOT", "TASKSET#")) {
      assertTrue(dictionary.contains("| `" + documented), documented);
    }
  }
}
