package dev.ecsinventory.cli.past;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.cli.snapshots.SnapshotLocation;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.format.RowReader;
import dev.ecsinventory.manifest.DataFile;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.manifest.Specification;
import dev.ecsinventory.manifest.StoredListing;
import dev.ecsinventory.manifest.TargetListing;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.DataFileKey;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A committed snapshot, whose rows are read one target at a time. A file that is not the one that
 * was committed is an error. Files may be in a copy, under another prefix than the one that the
 * manifest records.
 */
public final class RecordedSnapshot {
  private final SnapshotLocation location;
  private final SnapshotId id;
  private final Manifest manifest;

  private RecordedSnapshot(SnapshotLocation location, SnapshotId id, Manifest manifest) {
    this.location = location;
    this.id = id;
    this.manifest = manifest;
  }

  /** Reads the manifest of a committed snapshot. */
  public static RecordedSnapshot open(SnapshotLocation location, SnapshotId id) {
    requireNonNull(location, "location is null");
    Manifest manifest =
        location
            .snapshots()
            .manifest(id)
            .orElseThrow(() -> AsOf.unusable("snapshot %s is not committed", id));
    return new RecordedSnapshot(location, id, manifest);
  }

  public SnapshotId id() {
    return id;
  }

  public Manifest manifest() {
    return manifest;
  }

  /** Every account and Region that the snapshot was to read, in order. */
  public List<AccountRegion> accountRegions() {
    Stream<AccountRegion> requested =
        Optional.ofNullable(manifest.requested()).map(Specification::accountRegions).stream()
            .flatMap(List::stream);
    Stream<AccountRegion> read =
        manifest.read().stream().map(one -> new AccountRegion(one.accountId(), one.region()));
    Stream<AccountRegion> failed =
        manifest.notRead().stream().map(one -> new AccountRegion(one.accountId(), one.region()));
    return Stream.of(requested, read, failed)
        .flatMap(one -> one)
        .distinct()
        .sorted((one, other) -> one.name().compareTo(other.name()))
        .toList();
  }

  /** The failures of one account and Region. */
  public List<ReadFailure> failures(AccountRegion accountRegion) {
    return manifest.notRead().stream()
        .filter(failure -> failure.accountId().equals(accountRegion.accountId()))
        .filter(failure -> failure.region().equals(accountRegion.region()))
        .toList();
  }

  /**
   * Reads the rows of a dataset in one account and Region, one target after the other.
   *
   * @throws InvalidInputException when a target has no file, or a file is missing or not the one
   *     that was committed
   */
  public void rows(AccountRegion accountRegion, Dataset dataset, Consumer<Row> consumer) {
    SortedMap<String, List<DataFile>> targets = targets(accountRegion, dataset);
    int expected = targetCount(accountRegion);
    if (targets.size() < expected && !isFromBefore(dataset)) {
      throw AsOf.unusable(
          "snapshot %s: the manifest lists files of %s for %d of %d targets of %s",
          id, dataset.name(), targets.size(), expected, accountRegion.name());
    }
    targets.values().forEach(formats -> read(dataset, formats, consumer));
  }

  /** Version 0.1.0 had no files of some datasets. */
  private boolean isFromBefore(Dataset dataset) {
    return manifest.files().stream().noneMatch(file -> file.dataset().equals(dataset.name()));
  }

  private int targetCount(AccountRegion accountRegion) {
    return manifest.read().stream()
        .filter(one -> one.accountId().equals(accountRegion.accountId()))
        .filter(one -> one.region().equals(accountRegion.region()))
        .mapToInt(Manifest.ReadRegion::targets)
        .sum();
  }

  /** What was listed in the targets of one account and Region; none in snapshots of 0.1.0. */
  public Stream<TargetListing> listings(AccountRegion accountRegion) {
    return manifest.listings().stream()
        .filter(listing -> isOf(accountRegion, listing.target()))
        .map(this::listing);
  }

  private SortedMap<String, List<DataFile>> targets(AccountRegion accountRegion, Dataset dataset) {
    SortedMap<String, List<DataFile>> targets = new TreeMap<>();
    for (DataFile file : manifest.files()) {
      if (file.dataset().equals(dataset.name())) {
        DataFileKey.parse(location.keys(), local(file.key()))
            .map(DataFileKey::target)
            .filter(target -> isOf(accountRegion, target))
            .ifPresent(
                target -> targets.computeIfAbsent(target, key -> new ArrayList<>()).add(file));
      }
    }
    return targets;
  }

  private static boolean isOf(AccountRegion accountRegion, String target) {
    return target.matches(accountRegion.name() + "-[0-9]+");
  }

  /** The first format that is still there: JSON Lines, which are read faster, expire earlier. */
  private void read(Dataset dataset, List<DataFile> formats, Consumer<Row> consumer) {
    for (DataFile file : formats) {
      Optional<byte[]> content = location.store().get(local(file.key()));
      if (content.isPresent()) {
        requireCommitted(file.key(), content.get(), file.sha256());
        FileFormat format = FileFormat.of(file.format());
        try (RowReader rows = RowReader.open(format, dataset, content.get())) {
          for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
            consumer.accept(row.get());
          }
        }
        return;
      }
    }
    throw missing(formats.getFirst().key());
  }

  private TargetListing listing(StoredListing listing) {
    byte[] content =
        location.store().get(local(listing.key())).orElseThrow(() -> missing(listing.key()));
    requireCommitted(listing.key(), content, listing.sha256());
    return TargetListing.parse(content);
  }

  private InvalidInputException missing(String key) {
    return AsOf.unusable("snapshot %s: %s does not exist", id, key);
  }

  private void requireCommitted(String key, byte[] content, String sha256) {
    if (!Sha256.of(content).equals(sha256)) {
      throw AsOf.unusable(
          "snapshot %s: %s is not the file that was committed: its SHA-256 differs", id, key);
    }
  }

  /** The key below the prefix of the location. */
  private String local(String key) {
    for (String folder : List.of("json/", "parquet/", "listings/")) {
      int start = key.lastIndexOf("/" + folder);
      if (start >= 0) {
        return location.keys().prefix() + key.substring(start + 1);
      }
      if (key.startsWith(folder)) {
        return location.keys().prefix() + key;
      }
    }
    return key;
  }
}
