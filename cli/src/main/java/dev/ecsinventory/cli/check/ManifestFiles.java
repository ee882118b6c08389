package dev.ecsinventory.cli.check;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.manifest.DataFile;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TaskDefinitions;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of one dataset in a manifest, by target and format. */
final class ManifestFiles {
  private final String snapshot;
  private final Manifest manifest;
  private final Dataset dataset;

  /** The files by target, then format: JSON Lines, which are faster to read, come first. */
  private final SortedMap<String, SortedMap<FileFormat, DataFile>> files = new TreeMap<>();

  ManifestFiles(String snapshot, Manifest manifest, Dataset dataset) {
    this.snapshot = requireNonNull(snapshot, "snapshot is null");
    this.manifest = requireNonNull(manifest, "manifest is null");
    this.dataset = requireNonNull(dataset, "dataset is null");
    manifest.files().stream()
        .filter(file -> file.dataset().equals(dataset.name()))
        .forEach(this::add);
  }

  private void add(DataFile file) {
    FileFormat format = FileFormat.of(file.format());
    DataFile other =
        files.computeIfAbsent(target(file, format), key -> new TreeMap<>()).put(format, file);
    if (other != null) {
      throw unusable(
          "the manifest lists two files of one target: %s and %s", other.key(), file.key());
    }
  }

  /** The target in a key, which contains the original prefix, even in a copy under another one. */
  private String target(DataFile file, FileFormat format) {
    int folder = file.key().lastIndexOf(file.format() + "/" + file.dataset() + "/");
    try {
      return new ObjectKeys(file.key().substring(0, Math.max(0, folder)))
          .target(file.key(), format, dataset, id());
    } catch (IllegalArgumentException foreign) {
      throw unusable("the manifest lists a file of another snapshot: %s", file.key());
    }
  }

  private SnapshotId id() {
    Row summary = manifest.summary();
    String id = summary.get(Snapshots.DATASET.snapshotId());
    int hash = id.indexOf('-');
    return SnapshotId.at(
        summary.get(Snapshots.DATASET.snapshotTime()),
        hash < 0 ? Optional.empty() : Optional.of(id.substring(hash + 1)));
  }

  /** One file of each target. */
  Collection<DataFile> oneFormatEach() {
    boolean fromBeforeTheDataset = dataset == TaskDefinitions.DATASET && files.isEmpty();
    if (!fromBeforeTheDataset) {
      manifest.read().forEach(this::requireEveryTarget);
    }
    return files.values().stream().map(formats -> formats.firstEntry().getValue()).toList();
  }

  private void requireEveryTarget(Manifest.ReadRegion uri) {
    String prefix = uri.accountId() + "-" + uri.region() + "-";
    List<String> found =
        files.keySet().stream().filter(target -> target.startsWith(prefix)).toList();
    if (found.size() < uri.targets()) {
      throw unusable(
          "account %s in %s has %d targets, and the manifest lists files of %s for %d of"
              + " them (%s); check a complete copy of the snapshot",
          uri.accountId(),
          uri.region(),
          uri.targets(),
          dataset.name(),
          found.size(),
          String.join(", ", found));
    }
  }

  private RuntimeException unusable(String why, Object... arguments) {
    return SnapshotUri.unusable(snapshot, why.formatted(arguments));
  }
}
