package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.store.DirectoryObjectStore;
import dev.ecsinventory.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two runs that write the latest report concurrently. */
class LatestReportTest {
  private static final String LATEST = "inventory/reports/latest.html";
  private static final String BEFORE = "2026-01-13T06:00:00Z";
  private static final String OLDER = "2026-01-14T06:00:00Z";
  private static final String NEWER = "2026-01-15T06:00:00Z";

  private static final Fleet FLEET = FleetGenerator.varied(4).generate(new FleetSize(1, 2, 1));

  @TempDir Path directory;
  private ObjectStore store;

  @BeforeEach
  void open() {
    store = new DirectoryObjectStore(directory);
  }

  /** One run reads the report, the other one reads and writes it, then the first one writes it. */
  @ParameterizedTest(name = "{0} reads before {1} writes, with an earlier report: {2}")
  @CsvSource({
    OLDER + ", " + NEWER + ", false",
    NEWER + ", " + OLDER + ", false",
    OLDER + ", " + NEWER + ", true",
    NEWER + ", " + OLDER + ", true"
  })
  void isThatOfTheNewerSnapshotInAnyOrder(String one, String other, boolean before) {
    if (before) {
      run(store, BEFORE);
    }
    run(StoreWithHook.onceRead(store, LATEST, () -> run(store, other)), one);
    assertEquals("20260115T060000Z", latest());
  }

  /** A store in which another writer always replaces the report first. */
  @Test
  void failsTheRunAfterRepeatedReplacements() {
    ObjectStore busy =
        StoreWithHook.eachRead(
            store,
            key -> {
              if (key.equals(LATEST)) {
                store.put(LATEST, String.valueOf(System.nanoTime()).getBytes(), "text/html");
              }
            });
    IllegalStateException failure =
        assertThrows(IllegalStateException.class, () -> run(busy, OLDER));
    assertTrue(failure.getMessage().contains("latest.html was replaced 10 times"));
    run(store, OLDER);
    assertEquals("20260114T060000Z", latest());
  }

  private void run(ObjectStore to, String time) {
    try (Exporter exporter = Exporter.of(FLEET, directory)) {
      exporter.store(to).run("{\"time\":\"%s\"}".formatted(time));
    }
  }

  private String latest() {
    String page = new String(store.get(LATEST).orElseThrow(), StandardCharsets.UTF_8);
    Matcher matcher = Pattern.compile("name=\"snapshot\" content=\"([^\"]+)\"").matcher(page);
    assertTrue(matcher.find());
    return matcher.group(1);
  }
}
