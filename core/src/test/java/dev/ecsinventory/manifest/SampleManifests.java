package dev.ecsinventory.manifest;

import dev.ecsinventory.manifest.Manifest.RequestedScope;
import dev.ecsinventory.schema.Row;
import java.util.List;

/** Manifests for snapshots that tests write file by file. */
public final class SampleManifests {
  private SampleManifests() {}

  /**
   * A manifest with these files.
   *
   * @param summary the row of {@code snapshots}
   */
  public static Manifest of(Row summary, List<DataFile> files) {
    return new Manifest(
        "test",
        new RequestedScope(List.of(), List.of(), List.of(), List.of(), List.of()),
        null,
        List.of(),
        List.of(),
        List.of(),
        Manifest.json(summary),
        List.of(),
        files);
  }
}
