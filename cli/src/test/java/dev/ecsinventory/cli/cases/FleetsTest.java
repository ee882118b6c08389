package dev.ecsinventory.cli.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.cli.CommandLineRun;
import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.simulator.fault.FaultScript;
import dev.ecsinventory.simulator.fleet.Fleet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Fleets with old ARNs, other partitions, line separators and no tags, through the commands. */
@Isolated
class FleetsTest {
  private static final Pattern ARN = Pattern.compile("arn:[a-z-]+:");

  @TempDir Path directory;

  private Case of(String fleet) throws IOException {
    return new Case(Fleet.parse(fleet), directory);
  }

  @Test
  void equalOldArnsOfTwoClustersAreAlwaysTwoServicesAndTwoTaskSets() throws Exception {
    try (Case legacy = of(Case.resource("legacy_arns.json"))) {
      legacy.policy("policy_team.json");
      Map<String, String> items = Map.of();
      for (int hour = 0; hour < 3; hour++) {
        CommandLineRun run = legacy.invoke(Instant.parse("2026-01-15T0%d:00:00Z".formatted(hour)));
        assertEquals(0, run.exitCode(), run.err());
        assertTwo(Case.summary(run));
        Map<String, String> now = hashes(legacy);
        assertEquals(4, now.size());
        assertTrue(items.isEmpty() || items.equals(now), "the table changed");
        items = now;
      }
      CommandLineRun scan = legacy.scan();
      assertTwo(Case.summary(scan));
      assertEquals(2, legacy.rows(Services.DATASET).size());
      CommandLineRun check = legacy.check("policy_team.json");
      assertEquals(4, check.exitCode(), check.err());
      assertTrue(check.out().contains("us-east-1 / green / web\n  "), check.out());
      assertTrue(
          check
              .out()
              .contains(
                  "1 compliant, 1 not compliant, 0 unknown, 0 not evaluated\n"
                      + "  1 violation, 0 of them waived"),
          check.out());
    }
  }

  private static void assertTwo(JsonNode summary) {
    assertEquals("COMPLETE", summary.get("status").textValue());
    assertEquals(2, summary.get("service_count").intValue());
    assertEquals(2, summary.get("task_set_count").intValue());
  }

  private static Map<String, String> hashes(Case from) {
    Map<String, String> hashes = new TreeMap<>();
    for (Map<String, AttributeValue> item :
        Stream.of("SERVICE", "TASKSET").flatMap(kind -> from.items(kind).stream()).toList()) {
      assertFalse(item.containsKey("deleted_at"), item.toString());
      byte[] text = new TreeMap<>(item).toString().getBytes(StandardCharsets.UTF_8);
      hashes.put(item.get("pk").s(), Sha256.of(text));
    }
    return hashes;
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "csv", "json", "sarif"})
  void aPolicyWithoutRequiredTagsNeverPasses(String format) throws Exception {
    try (Case untagged = of(Case.resource("untagged.json"))) {
      untagged.policy("policy_enforced_only.json");
      CommandLineRun scan = untagged.scan();
      assertEquals(3, scan.exitCode(), scan.err());
      assertTrue(scan.err().contains("Nothing was required: "), scan.err());
      CommandLineRun check = untagged.check("policy_enforced_only.json", "--format", format);
      assertEquals(3, check.exitCode(), check.err());
      assertTrue((check.out() + check.err()).contains("Nothing was required: "), check.out());
    }
  }

  /** The saved responses of AWS's commands, and a policy that is stored as a JSON string. */
  @ParameterizedTest
  @CsvSource({
    "describe_policy.json, Team",
    "config_rule.json, CostCenter",
    "json_string.json, Team",
  })
  void aSavedPolicyIsUnwrapped(String policy, String missing) throws Exception {
    try (Case untagged = of(Case.resource("untagged.json"))) {
      assertEquals(0, untagged.scan().exitCode());
      CommandLineRun check = untagged.check(policy);
      assertEquals(4, check.exitCode(), check.err());
      assertTrue(check.out().matches("(?s).*MISSING_TAG +" + missing + "\\n.*"), check.out());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cn-north-1, cn-northwest-1, aws-cn",
    "us-gov-west-1, us-gov-east-1, aws-us-gov",
    "us-east-1, eu-west-1, aws",
  })
  void everyArnHasThePartitionOfItsRegion(String read, String denied, String partition)
      throws Exception {
    String fleet =
        Case.resource("cn.json").replace("cn-north-1", read).replace("cn-northwest-1", denied);
    try (Case regions = of(fleet)) {
      regions
          .engines()
          .ecs()
          .faults(
              FaultScript.parse(Case.resource("cn_faults.json").replace("cn-northwest-1", denied)));
      CommandLineRun scan = regions.scan();
      assertEquals(3, scan.exitCode(), scan.err());
      Set<String> partitions =
          ARN.matcher(String.join("\n", lines(regions.out())) + scan.err())
              .results()
              .map(found -> found.group())
              .collect(Collectors.toSet());
      assertEquals(Set.of("arn:" + partition + ":"), partitions);
    }
  }

  /** Python, which splits at every Unicode line end, finds as many lines as a split at "\n". */
  @ParameterizedTest
  @ValueSource(strings = {"2028", "2029", "0085", "000b", "000c"})
  void everyReaderOfJsonLinesFindsTheSameLines(String character) throws Exception {
    String fleet = Case.resource("line_separators.json").replace("\\u2028", "\\u" + character);
    try (Case separators = of(fleet)) {
      assertEquals(0, separators.scan().exitCode());
      for (String file : lines(separators.out())) {
        assertEquals(file.lines().count(), file.split("\\R|[\u001c-\u001e]").length, file);
      }
      String value = (char) Integer.parseInt(character, 16) + "";
      Row taskSet = separators.rows(TaskSets.DATASET).getFirst();
      assertEquals("a" + value + "b", taskSet.get(TaskSets.EXTERNAL_ID));
    }
  }

  /** The text of each JSON Lines file with rows. */
  private static List<String> lines(Path out) {
    try (Stream<Path> files = Files.walk(out)) {
      return files
          .filter(file -> file.toString().endsWith(".jsonl.gz"))
          .filter(file -> !file.toString().contains("staging"))
          .map(FleetsTest::text)
          .filter(text -> !text.isEmpty())
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String text(Path file) {
    try (GZIPInputStream gzip =
        new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
