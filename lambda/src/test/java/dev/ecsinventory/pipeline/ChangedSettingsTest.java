package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.config.Settings;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.store.MemoryObjectStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A run ends at any write, and its retry has other settings: the committed snapshot has the bytes
 * of the stored specification, or those of the new settings if the first run stored no
 * specification.
 */
@Execution(ExecutionMode.CONCURRENT)
class ChangedSettingsTest {
  @TempDir Path directory;

  /** The setting that differs in the retry. */
  private enum Change {
    FORMATS(Settings.FORMATS, "json,parquet"),
    REGIONS(Settings.REGIONS, "eu-west-1"),
    MORE_REGIONS(Settings.REGIONS, "eu-west-1,us-east-1"),
    ROLES(Settings.ROLES, TwoAccounts.ROLE),
    POLICY(Settings.TAG_POLICY, "file:%s/policy.json"),
    NO_POLICY(Settings.TAG_POLICY, null);

    private final String setting;
    private final String value;

    Change(String setting, String value) {
      this.setting = setting;
      this.value = value;
    }

    Exporter in(Exporter exporter, Path directory) {
      return value == null
          ? exporter.unset(setting)
          : exporter.set(setting, value.formatted(directory));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theRetryCompletesTheStoredSpecification(Change change) throws Exception {
    Files.writeString(
        directory.resolve("policy.json"),
        "{\"tags\":{\"team\":{\"tag_key\":\"Team\",\"tag_value\":[\"data\"]}}}");
    try (Exporter first = exporter()) {
      Exporter retry = change.in(first.copy(), directory);
      int writes = writes(first);
      Map<String, String> ofFirst = uninterrupted(first);
      Map<String, String> ofRetry = uninterrupted(retry);
      assertTrue(!ofFirst.equals(ofRetry), "the settings make no difference");
      for (int crash = 0; crash < 2 * writes; crash++) {
        StoredSnapshot stored = new StoredSnapshot(new MemoryObjectStore());
        Crashes crashes = Crashes.at(crash);
        crashes.during(first.copy().store(new CrashingStore(stored.store(), crashes))::run);
        boolean isSpecified = stored.has(StoredSnapshot.SPECIFICATION);
        assertEquals(crash > 0, isSpecified, "the specification is the first object");
        SnapshotResult result = stored(retry, stored);
        String where = "after a crash at " + crash;
        assertCovered(stored, result, where);
        assertEquals(isSpecified ? ofFirst : ofRetry, stored.committed(), where);
        assertDifference(isSpecified ? List.of(change.setting) : List.of(), result, where);
      }
    }
  }

  private Exporter exporter() {
    return Exporter.of(TwoAccounts.FLEET, directory)
        .set("AWS_REGION", "us-east-1")
        .set(Settings.FORMATS, "json")
        .set(Settings.TAG_POLICY, "classpath:policies/owner.json");
  }

  private static int writes(Exporter exporter) {
    Crashes counting = Crashes.never();
    exporter.copy().store(new CrashingStore(new MemoryObjectStore(), counting)).run();
    assertTrue(counting.writes() > 15, "only " + counting.writes() + " writes");
    return counting.writes();
  }

  private static Map<String, String> uninterrupted(Exporter exporter) {
    StoredSnapshot stored = new StoredSnapshot(new MemoryObjectStore());
    stored(exporter, stored);
    return stored.committed();
  }

  /** The stores of all runs have the same URIs, because the manifest contains them. */
  private static SnapshotResult stored(Exporter exporter, StoredSnapshot into) {
    return exporter.copy().store(new CrashingStore(into.store(), Crashes.never())).result();
  }

  /** COMPLETE refers to the accounts and Regions of the specification. */
  private static void assertCovered(StoredSnapshot stored, SnapshotResult result, String where) {
    stored.requireIntact();
    assertEquals("COMPLETE", result.summary().get(Snapshots.STATUS), where);
    assertEquals(
        StoredSnapshot.accountRegions(stored.manifest().requested()), stored.read(), where);
    for (String format : stored.manifest().requested().formats()) {
      assertEquals(
          stored.read().size(),
          stored.rows(TaskSets.DATASET, FileFormat.of(format)).size(),
          where + " in " + format);
    }
  }

  /** A change of the Regions or of the roles changes the accounts and Regions. */
  private static void assertDifference(List<String> settings, SnapshotResult result, String where) {
    assertEquals(settings.isEmpty(), result.settingsDiffer().isEmpty(), where);
    for (String setting : settings) {
      assertTrue(
          result.settingsDiffer().stream().anyMatch(line -> line.startsWith(setting + ": ")),
          where + ": " + result.settingsDiffer());
    }
  }
}
