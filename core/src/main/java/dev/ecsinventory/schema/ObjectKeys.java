package dev.ecsinventory.schema;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.SnapshotId;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys of all objects of the inventory.
 *
 * @param prefix prefix of every key: empty, or ending in a slash
 */
public record ObjectKeys(String prefix) {
  /**
   * The part of a data file's name that replaces the target's in files with the rows of all
   * targets.
   */
  public static final String WHOLE_SNAPSHOT = "all";

  /** The file name of a day index, by the convention of S3 Inventory. */
  public static final String DAY_INDEX = "symlink.txt";

  private static final int SHA_DIGITS = 8;

  private static final Set<String> FOLDERS =
      Stream.concat(
              Stream.of(FileFormat.values()).map(format -> format.folder() + "/"),
              Stream.of(
                  "listings/",
                  "tables/",
                  "compacted/",
                  "manifests/",
                  "withdrawn/",
                  "policies/",
                  "reports/",
                  "staging/"))
          .collect(Collectors.toUnmodifiableSet());

  public ObjectKeys {
    requireNonNull(prefix, "prefix is null");
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException("prefix does not end with a slash: " + prefix);
    }
  }

  /** The folder of a dataset in a format, above its day partitions. */
  public String folder(FileFormat format, String dataset) {
    return prefix + format.folder() + "/" + dataset + "/";
  }

  /**
   * A data file: {@code FORMAT/DATASET/dt=DAY/SNAPSHOT-TARGET-SHA8.EXTENSION}.
   *
   * @param sha256 of the content, in hex; its first eight digits are part of the key
   */
  public String dataFile(
      FileFormat format, Dataset dataset, SnapshotId snapshot, String target, String sha256) {
    return folder(format, dataset.name())
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
  public String day(FileFormat format, String dataset, LocalDate day) {
    return folder(format, dataset) + "dt=" + day + "/";
  }

  /** The folder of a table's day indexes: {@code tables/FORMAT/DATASET/}. */
  public String dayIndexes(FileFormat format, String dataset) {
    return tables() + format.folder() + "/" + dataset + "/";
  }

  /**
   * A day index, at the path that Athena reads: {@code tables/FORMAT/DATASET/dt=DAY/symlink.txt}.
   */
  public String dayIndex(FileFormat format, String dataset, LocalDate day) {
    return dayIndexes(format, dataset) + "dt=" + day + "/" + DAY_INDEX;
  }

  /**
   * The checkpoint of the day before which all day indexes are complete: {@code
   * tables/indexed-up-to.json}.
   */
  public String indexedUpTo() {
    return tables() + "indexed-up-to.json";
  }

  private String tables() {
    return prefix + "tables/";
  }

  /**
   * The rows of many data files of a closed day: {@code compacted/DATASET/dt=DAY/SHA8.parquet}.
   *
   * @param sha256 of the content, in hex; its first eight digits are part of the key
   */
  public String compacted(Dataset dataset, LocalDate day, String sha256) {
    return compacted() + compactedFile(dataset, day, sha256);
  }

  /** The same for the current day: {@code compacted/today/DATASET/dt=DAY/SHA8.parquet}. */
  public String compactedToday(Dataset dataset, LocalDate day, String sha256) {
    return compactedToday() + compactedFile(dataset, day, sha256);
  }

  private static String compactedFile(Dataset dataset, LocalDate day, String sha256) {
    return "%s/dt=%s/%s.%s"
        .formatted(
            dataset.name(), day, sha256.substring(0, SHA_DIGITS), FileFormat.PARQUET.extension());
  }

  /** The folder of compacted files. */
  public String compacted() {
    return prefix + "compacted/";
  }

  /** The folder of the current day's compacted files, which a closed day does not use. */
  public String compactedToday() {
    return compacted() + "today/";
  }

  /**
   * The description of a compacted file, with its inputs: the key with {@code .json} in place of
   * the extension.
   */
  public static String compactedFrom(String compactedKey) {
    return compactedKey.substring(0, compactedKey.lastIndexOf('.')) + ".json";
  }

  /** The folder of the manifests, above their day partitions. */
  public String manifests() {
    return prefix + "manifests/";
  }

  /** The manifest: {@code manifests/dt=DAY/SNAPSHOT.json}. */
  public String manifest(SnapshotId snapshot) {
    return manifests() + day(snapshot) + snapshot.value() + ".json";
  }

  /** The folder of the evidence: {@code attestations/}. */
  public String attestations() {
    return prefix + "attestations/";
  }

  /** The folder of the statement with a number and of all others of the same thousand. */
  public String attestationFolder(long number) {
    return "%s%07d/".formatted(attestations(), number / 1000);
  }

  /** An attestation, or the seal of a day: {@code attestations/THOUSANDS/NUMBER.dsse.json}. */
  public String attestation(long number) {
    return "%s%010d.dsse.json".formatted(attestationFolder(number), number);
  }

  /** The folder of the public keys of the evidence. */
  public String publicKeys() {
    return attestations() + "keys/";
  }

  /** A public key: {@code attestations/keys/KEYID.pem}. */
  public String publicKey(String keyId) {
    return publicKeys() + keyId + ".pem";
  }

  /** The folder of the withdrawals, above their day partitions. */
  public String withdrawn() {
    return prefix + "withdrawn/";
  }

  /** The withdrawal of a snapshot: {@code withdrawn/dt=DAY/SNAPSHOT.json}. */
  public String withdrawn(SnapshotId snapshot) {
    return withdrawn() + day(snapshot) + snapshot.value() + ".json";
  }

  /** The folder of one day's manifests. */
  public String manifests(LocalDate day) {
    return manifests() + "dt=" + day + "/";
  }

  /** The folder of the withdrawals of one day's snapshots. */
  public String withdrawals(LocalDate day) {
    return withdrawn() + "dt=" + day + "/";
  }

  /**
   * The canonical text of a tag policy: {@code policies/ID.json}. The ID is the text's SHA-256, so
   * the object never changes.
   */
  public String policy(String policyId) {
    return prefix + "policies/" + policyId + ".json";
  }

  /** A report: {@code reports/dt=DAY/SNAPSHOT.EXTENSION}. */
  public String report(SnapshotId snapshot, String extension) {
    return prefix + "reports/" + day(snapshot) + snapshot.value() + "." + extension;
  }

  /** The fixed key of the newest report. */
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
    String begin = folder(format, dataset.name()) + day(snapshot) + snapshot.value() + "-";
    String end = "." + format.extension();
    if (!dataFile.startsWith(begin) || !dataFile.endsWith(end)) {
      throw new IllegalArgumentException(
          "not a file of " + dataset.name() + " of " + snapshot + ": " + dataFile);
    }
    return dataFile
        .substring(begin.length(), dataFile.length() - end.length())
        .replaceFirst("-[0-9a-f]{8}$", "");
  }

  /** Whether {@code key} is in one of the folders that an inventory writes. */
  public boolean has(String key) {
    return key.startsWith(prefix)
        && FOLDERS.stream().anyMatch(folder -> key.startsWith(folder, prefix.length()));
  }

  private static String day(SnapshotId snapshot) {
    return "dt=" + snapshot.day() + "/";
  }
}
