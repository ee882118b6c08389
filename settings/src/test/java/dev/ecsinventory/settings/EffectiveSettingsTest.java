package dev.ecsinventory.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EffectiveSettingsTest {
  private static final String OWN = "999988887777";

  private static final SettingSources SOURCES =
      new SettingSources(
          Optional.of(
              SettingsFileParser.parse(
                  Path.of("inventory.yaml"),
                  """
                  regions: [eu-west-1, us-east-1]
                  accounts: ["210987654321"]
                  externalId: a-secret
                  jsonDays: 30
                  """)),
          Map.of("jsonDays", 7.0, "formats", "parquet"),
          Path.of(""));

  @Test
  void nameTheSourceOfEachKey() {
    List<String> table = EffectiveSettings.of(SOURCES).table();
    assertEquals(SettingKey.values().length, table.size());
    assertTrue(line(table, "regions").matches(".*eu-west-1, us-east-1 +inventory.yaml line 1"));
    assertTrue(line(table, "jsonDays").matches(".* 7 +-c or cdk.json"), table::toString);
    assertTrue(line(table, "schedule").matches(".*rate\\(1 hour\\) +default"), table::toString);
    assertFalse(table.toString().contains("a-secret"));
  }

  @Test
  void areStoredAsTheyWereGiven() {
    assertEquals(
        Map.of(
            "regions", List.of("eu-west-1", "us-east-1"),
            "accounts", List.of("210987654321"),
            "externalId", "a-secret",
            "formats", List.of("parquet"),
            "jsonDays", "7"),
        EffectiveSettings.of(SOURCES).given());
  }

  @Test
  void ofASmallerScopeNameWhatIsMissing() {
    InventoryScope deployed = scope(Set.of("1", "2", "3"), Set.of("eu-west-1", "us-east-1"));
    assertEquals(List.of(), deployed.missingIn(deployed, OWN));
    assertEquals(
        List.of(
            "accounts: the deployed stack reads 1, 3, these settings do not",
            "regions: the deployed stack reads us-east-1, these settings do not"),
        deployed.missingIn(scope(Set.of("2", "4"), Set.of("eu-west-1")), OWN));
  }

  /** Without Regions, the stack's own is read. */
  @Test
  void withoutRegionsReadTheStacksOwn() {
    InventorySettings.Reading none =
        InventorySettings.from(new SettingSources(Optional.empty(), Map.of(), Path.of("")))
            .reading();
    assertEquals(
        List.of("regions: the deployed stack reads us-east-1, these settings do not"),
        scope(Set.of(), Set.of("eu-west-1", "us-east-1"))
            .missingIn(InventoryScope.of(none, "eu-west-1"), OWN));
  }

  @Test
  void warnOfFrequentRunsAndOfTooLittleMemory() {
    assertEquals(List.of(), warnings(Map.of("schedule", "rate(15 minutes)")));
    assertTrue(
        warnings(Map.of("schedule", "rate(5 minutes)"))
            .getFirst()
            .startsWith("schedule: rate(5 minutes) leaves 5 minutes between two runs"));
    Map<String, Object> large =
        Map.of(
            "accounts",
            IntStream.range(0, 50).mapToObj("%012d"::formatted).toList(),
            "externalId",
            "secret",
            "regions",
            "eu-west-1,us-east-1");
    assertTrue(
        warnings(large)
            .getFirst()
            .startsWith(
                "memoryMegabytes: 1024 MB read 75 accounts and Regions concurrently, and"
                    + " there are 102"),
        () -> warnings(large).toString());
  }

  private static InventoryScope scope(Set<String> accounts, Set<String> regions) {
    return new InventoryScope(accounts, regions, Set.of(), Set.of());
  }

  private static List<String> warnings(Map<String, Object> context) {
    return SettingsWarnings.of(
        InventorySettings.from(new SettingSources(Optional.empty(), context, Path.of(""))));
  }

  private static String line(List<String> table, String key) {
    return table.stream().filter(line -> line.contains(key)).findFirst().orElseThrow();
  }
}
