package dev.ecsinventory.cli.check;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.format.RowReader;
import dev.ecsinventory.manifest.DataFile;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.store.DirectoryObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A snapshot that has a manifest, and the rows of the files that the manifest lists. A file that
 * differs from the committed one is rejected, and so is a manifest without a file of each target.
 */
public final class CommittedSnapshot {
  private static final String MANIFESTS = "manifests/";

  private final String name;
  private final SnapshotUri uri;
  private final Manifest manifest;

  private CommittedSnapshot(String name, SnapshotUri uri, Manifest manifest) {
    this.name = name;
    this.uri = uri;
    this.manifest = manifest;
  }

  /**
   * Reads the manifest of the newest snapshot at {@code name}, or the manifest with that name.
   *
   * @param name a directory or a file, or an S3 URI of a bucket, a prefix or a manifest
   * @throws InvalidInputException when there is no committed snapshot
   */
  public static CommittedSnapshot read(String name, AwsClients clients) {
    requireNonNull(name, "name is null");
    SnapshotUri uri = SnapshotUri.find(name, clients);
    byte[] content =
        uri.store()
            .get(uri.manifestKey())
            .orElseThrow(() -> SnapshotUri.unusable(name, "there is no such manifest"));
    try {
      return new CommittedSnapshot(name, uri, Manifest.parse(content));
    } catch (UncheckedIOException malformed) {
      throw SnapshotUri.unusable(name, "that is not a manifest");
    }
  }

  public Manifest manifest() {
    return manifest;
  }

  /**
   * Every row of a dataset, each target's from JSON Lines or, where it has none, from Parquet:
   * another run, with other formats, may have written another target.
   *
   * @throws InvalidInputException when a target has no file, or a file is missing or differs from
   *     the committed one
   */
  public List<Row> rows(Dataset dataset) {
    return new ManifestFiles(name, manifest, dataset)
        .oneFormatEach().stream().flatMap(file -> read(dataset, file).stream()).toList();
  }

  private List<Row> read(Dataset dataset, DataFile file) {
    byte[] content =
        uri.store()
            .get(key(file))
            .orElseThrow(() -> SnapshotUri.unusable(name, file.key() + " does not exist"));
    if (!Sha256.of(content).equals(file.sha256())) {
      throw SnapshotUri.unusable(
          name, file.key() + " is not the file that was committed: its SHA-256 differs");
    }
    return RowReader.rows(FileFormat.of(file.format()), dataset, content);
  }

  /** Whether {@code file} is the manifest, or next to it one that an inventory writes. */
  boolean stores(Path file) {
    if (!(uri.store() instanceof DirectoryObjectStore)) {
      return false;
    }
    String key = SnapshotUri.key(file);
    String manifest = SnapshotUri.key(realPath(file.getRoot().resolve(uri.manifestKey())));
    int manifests = manifest.lastIndexOf(MANIFESTS);
    return key.equals(manifest)
        || manifests >= 0 && new ObjectKeys(manifest.substring(0, manifests)).has(key);
  }

  private static Path realPath(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException removed) {
      return file;
    }
  }

  /** The key relative to the manifests, because a copy may have another prefix. */
  private String key(DataFile file) {
    String manifestKey = uri.manifestKey();
    int manifests = manifestKey.lastIndexOf(MANIFESTS);
    String prefix = manifests < 0 ? "" : manifestKey.substring(0, manifests);
    int folder = file.key().lastIndexOf(file.format() + "/" + file.dataset() + "/");
    return prefix + file.key().substring(Math.max(0, folder));
  }
}
