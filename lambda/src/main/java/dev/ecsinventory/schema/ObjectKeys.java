package dev.ecsinventory.schema;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.SnapshotId;
import java.time.LocalDate;

/**
 * The keys of everything a snapshot puts into the bucket.
 *
 * @param prefix what every key begins with: empty, or ending in a slash
 */
public record ObjectKeys(String prefix) {
  /** The part of a data file's name, in place of a target's, that covers the whole snapshot. */
  public static final String WHOLE_SNAPSHOT = "all";

  private static final int SHA_DIGITS = 8;

  public ObjectKeys {
    requireNonNull(prefix, "prefix is null");
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException("prefix does not end with a slash: " + prefix);
    }
  }

  /** The folder of a dataset in a format, above its day partitions. */
  public String folder(FileFormat format, Dataset dataset) {
    return prefix + format.folder() + "/" + dataset.name() + "/";
  }

  /**
   * A data file: {@code FORMAT/DATASET/dt=DAY/SNAPSHOT-TARGET-SHA8.EXTENSION}.
   *
   * @param sha256 of the content, in hex; its first eight digits are part of the key
   */
  public String dataFile(
      FileFormat format, Dataset dataset, SnapshotId snapshot, String target, String sha256) {
    return folder(format, dataset)
        + day(snapshot)
        + contentAddressed(snapshot, target, sha256)
        + "."
        + format.extension();
  }

  /** A target's listing: {@code listings/dt=DAY/SNAPSHOT-TARGET-SHA8.json.gz}. */
  public String listing(SnapshotId snapshot, String target, String sha256) {
    return prefix
        + "listings/"
        + day(snapshot)
        + contentAddressed(snapshot, target, sha256)
        + ".json.gz";
  }

  private static String contentAddressed(SnapshotId snapshot, String target, String sha256) {
    return snapshot.value() + "-" + target + "-" + sha256.substring(0, SHA_DIGITS);
  }

  /** The folder of one day's data files. */
  public String day(FileFormat format, Dataset dataset, LocalDate day) {
    return folder(format, dataset) + "dt=" + day + "/";
  }

  /** The folder of a dataset's merged days, above their day partitions. */
  public String merged(Dataset dataset) {
    return prefix + "merged/" + dataset.name() + "/";
  }

  /** All committed rows of a day that is over: {@code merged/DATASET/dt=DAY/all.parquet}. */
  public String mergedDay(Dataset dataset, LocalDate day) {
    return "%sdt=%s/%s.%s"
        .formatted(merged(dataset), day, WHOLE_SNAPSHOT, FileFormat.PARQUET.extension());
  }

  /** What a merged day was made of: {@code merged-from/DATASET/dt=DAY.json}. */
  public String mergedFrom(Dataset dataset, LocalDate day) {
    return prefix + "merged-from/" + dataset.name() + "/dt=" + day + ".json";
  }

  /** The folder of the one object that says up to which day merged days are read. */
  public String mergedUntilFolder(Dataset dataset) {
    return prefix + "merged-until/" + dataset.name() + "/";
  }

  /** Up to which day merged days are read: {@code merged-until/DATASET/days.jsonl.gz}. */
  public String mergedUntil(Dataset dataset) {
    return mergedUntilFolder(dataset) + "days." + FileFormat.JSON.extension();
  }

  /** The folder of the manifests, above their day partitions. */
  public String manifests() {
    return prefix + "manifests/";
  }

  /** The manifest: {@code manifests/dt=DAY/SNAPSHOT.json}. */
  public String manifest(SnapshotId snapshot) {
    return manifests() + day(snapshot) + snapshot.value() + ".json";
  }

  /** The folder of the withdrawals, above their day partitions. */
  public String withdrawn() {
    return prefix + "withdrawn/";
  }

  /** The withdrawal of a snapshot: {@code withdrawn/dt=DAY/SNAPSHOT.json}. */
  public String withdrawn(SnapshotId snapshot) {
    return withdrawn() + day(snapshot) + snapshot.value() + ".json";
  }

  /**
   * The canonical text of a tag policy: {@code policies/ID.json}. The id is the text's SHA-256, so
   * what is there never changes.
   */
  public String policy(String policyId) {
    return prefix + "policies/" + policyId + ".json";
  }

  /** A report: {@code reports/dt=DAY/SNAPSHOT.EXTENSION}. */
  public String report(SnapshotId snapshot, String extension) {
    return prefix + "reports/" + day(snapshot) + snapshot.value() + "." + extension;
  }

  /** The newest report's fixed address. */
  public String latestReport() {
    return prefix + "reports/latest.html";
  }

  /**
   * A checkpoint of a snapshot in progress: {@code staging/dt=DAY/SNAPSHOT/NAME.json}. No reader of
   * the inventory uses it, and a committed snapshot does not need it.
   */
  public String staging(SnapshotId snapshot, String name) {
    return staging(snapshot) + name + ".json";
  }

  /**
   * A target's part of the report: {@code staging/dt=DAY/SNAPSHOT/report-TARGET-SHA8.jsonl.gz}. A
   * snapshot that has its report does not need it.
   */
  public String reportPart(SnapshotId snapshot, String target, String sha256) {
    return "%sreport-%s-%s.jsonl.gz"
        .formatted(staging(snapshot), target, sha256.substring(0, SHA_DIGITS));
  }

  private String staging(SnapshotId snapshot) {
    return prefix + "staging/" + day(snapshot) + snapshot.value() + "/";
  }

  /**
   * The target in the key of a data file, which in version 0.1.0 ends without a hash.
   *
   * @throws IllegalArgumentException when the key is not one of {@code dataset} and {@code
   *     snapshot}
   */
  public String target(String dataFile, FileFormat format, Dataset dataset, SnapshotId snapshot) {
    String begin = folder(format, dataset) + day(snapshot) + snapshot.value() + "-";
    String end = "." + format.extension();
    if (!dataFile.startsWith(begin) || !dataFile.endsWith(end)) {
      throw new IllegalArgumentException(
          "not a file of " + dataset.name() + " of " + snapshot + ": " + dataFile);
    }
    return dataFile
        .substring(begin.length(), dataFile.length() - end.length())
        .replaceFirst("-[0-9a-f]{8}$", "");
  }

  private static String day(SnapshotId snapshot) {
    return "dt=" + snapshot.day() + "/";
  }
}
