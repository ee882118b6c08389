package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.store.MemoryObjectStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A run for a snapshot with another definition fails with an error that names the difference, and
 * writes nothing.
 */
class AnotherDeploymentTest {
  @TempDir Path directory;

  /** The progress of the snapshot when the other run begins. */
  private enum State {
    SPECIFIED,
    IN_PROGRESS,
    COMMITTED
  }

  /** A setting of the other deployment, and the text that the message must contain. */
  private record Other(String setting, String value, String named) {}

  private static final List<Other> OTHERS =
      List.of(
          new Other(Settings.FUNCTION_NAME, "inventory-b", "function inventory-b"),
          new Other(Settings.TABLE, "table-b", "table table-b"),
          new Other("AWS_REGION", "eu-west-1", TwoAccounts.OWN + "/eu-west-1"));

  static Stream<Arguments> others() {
    return Stream.of(State.values())
        .flatMap(state -> OTHERS.stream().map(other -> Arguments.of(state, other)));
  }

  @ParameterizedTest
  @MethodSource("others")
  void anotherDeploymentIsRejected(State state, Other other) {
    try (Exporter exporter = exporter()) {
      StoredSnapshot stored = begun(exporter, state, Exporter.SCHEDULED);
      exporter.set(other.setting(), other.value());
      InvalidInputException rejected = assertRejected(exporter, stored, Exporter.SCHEDULED);
      assertTrue(rejected.getMessage().contains("function inventory-a"), rejected.getMessage());
      assertTrue(rejected.getMessage().contains(other.named()), rejected.getMessage());
    }
  }

  private static final String NARROWED =
      "{\"time\":\"2026-01-15T06:00:00Z\",\"detail\":{\"clusters\":[\"prod\"]}}";

  /**
   * Two scopes may have the same eight digits of a hash. The conservation check rejects a manifest
   * whose scope differs from that of its specification.
   */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "COMMITTED")
  void anotherScopeOfTheSameSnapshotIdIsRejected(State state) {
    try (Exporter exporter = exporter()) {
      StoredSnapshot stored = begun(exporter, state, NARROWED);
      String key =
          stored.keys("inventory/").stream()
              .filter(each -> each.endsWith("/specification.json"))
              .findFirst()
              .orElseThrow();
      stored.edit(key, text -> text.replace("\"prod\"", "\"prod-2\""));
      InvalidInputException rejected = assertRejected(exporter, stored, NARROWED);
      assertTrue(rejected.getMessage().contains("prod-2"), rejected.getMessage());
    }
  }

  private Exporter exporter() {
    return Exporter.of(TwoAccounts.FLEET, directory)
        .set(Settings.FORMATS, "json")
        .set("AWS_REGION", "us-east-1")
        .set(Settings.FUNCTION_NAME, "inventory-a");
  }

  private static StoredSnapshot begun(Exporter exporter, State state, String event) {
    StoredSnapshot stored = new StoredSnapshot(new MemoryObjectStore());
    Runnable run = () -> exporter.run(event);
    switch (state) {
      case SPECIFIED -> crash(exporter, stored, 1, run);
      case IN_PROGRESS -> crash(exporter, stored, 15, run);
      case COMMITTED -> {
        exporter.store(stored.store());
        run.run();
      }
    }
    assertEquals(
        state == State.COMMITTED, !stored.keys("inventory/manifests/").isEmpty(), "committed");
    return stored;
  }

  private static void crash(Exporter exporter, StoredSnapshot stored, int moment, Runnable run) {
    Crashes crashes = Crashes.at(moment);
    exporter.store(new CrashingStore(stored.store(), crashes));
    crashes.during(run);
  }

  private static InvalidInputException assertRejected(
      Exporter exporter, StoredSnapshot stored, String event) {
    Map<String, String> before = stored.hashes();
    exporter.store(stored.store());
    InvalidInputException rejected =
        assertThrows(
            InvalidInputException.class,
            () -> exporter.result(event, Deadline.NONE, Progress.NONE));
    assertTrue(rejected.getMessage().contains("\"inventory-bucket\""), rejected.getMessage());
    assertTrue(rejected.getMessage().contains("\"inventory/\""), rejected.getMessage());
    assertEquals(before, stored.hashes(), "nothing is written");
    return rejected;
  }
}
