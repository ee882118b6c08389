package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.config.Settings;
import dev.ecsinventory.manifest.DataFile;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.schema.Snapshots;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PipelineWarmUpTest {
  private static Manifest warmedUp(String formats) {
    return new PipelineWarmUp(
            Settings.from(
                Map.of(
                    Settings.BUCKET,
                    "inventory-bucket",
                    Settings.TABLE,
                    "inventory-table",
                    Settings.REGIONS,
                    "eu-west-1",
                    Settings.TAG_POLICY,
                    "organizations",
                    Settings.FORMATS,
                    formats)))
        .run();
  }

  private static Map<String, Integer> rows(Manifest manifest, String format) {
    return manifest.files().stream()
        .filter(file -> file.format().equals(format))
        .collect(Collectors.toMap(DataFile::dataset, DataFile::rows, Integer::sum, TreeMap::new));
  }

  @Test
  void goesThroughAWholeSnapshotWithARowOfEverythingThatIsAlwaysRead() {
    Manifest manifest = warmedUp("json,parquet");
    assertEquals("COMPLETE", manifest.summary().get(Snapshots.STATUS));
    for (String format : new String[] {"json", "parquet"}) {
      assertEquals(
          new TreeMap<>(
              Map.of(
                  "clusters", 1,
                  "services", 1,
                  "task_sets", 1,
                  "tag_violations", 0,
                  "task_definitions", 0,
                  "read_failures", 0,
                  "accounts", 1,
                  "snapshots", 1)),
          rows(manifest, format),
          format);
    }
  }

  @Test
  void loadsOnlyTheFormatsThatAreWritten() {
    assertEquals(Map.of(), rows(warmedUp("json"), "parquet"));
  }
}
