package dev.ecsinventory.cli.snapshots;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.S3ObjectStore;
import dev.ecsinventory.aws.failure.Failures;
import dev.ecsinventory.config.FileProblem;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.manifest.CommittedSnapshots;
import dev.ecsinventory.manifest.Withdrawals;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.DirectoryObjectStore;
import dev.ecsinventory.store.MissingDestinationException;
import dev.ecsinventory.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The location of snapshots.
 *
 * @param from the location in the user's words
 * @param keys the keys of the snapshots' objects there
 * @param inBucket whether it is a bucket
 */
public record SnapshotLocation(String from, ObjectStore store, ObjectKeys keys, boolean inBucket) {
  private static final String S3 = "s3://";

  /** The prefix of a deployed bucket, and of the demo's output. */
  private static final String DEFAULT_PREFIX = "inventory/";

  /** Enough for a folder that contains a copy of a bucket. */
  private static final int MAX_LEVELS = 8;

  public SnapshotLocation {
    requireNonNull(from, "from is null");
    requireNonNull(store, "store is null");
    requireNonNull(keys, "keys is null");
  }

  /**
   * Opens a location.
   *
   * @param from a directory, or {@code s3://BUCKET/PREFIX}
   * @throws InvalidInputException when there is no manifest of a committed snapshot
   */
  public static SnapshotLocation open(String from, AwsClients clients) {
    try {
      return from.startsWith(S3) ? bucket(from, clients) : directory(from);
    } catch (AwsServiceException failure) {
      throw unusable(from, "%s (%s)".formatted(Failures.message(failure), Failures.code(failure)));
    } catch (MissingDestinationException missing) {
      throw unusable(from, "there is no such bucket");
    }
  }

  public CommittedSnapshots snapshots() {
    return new CommittedSnapshots(store, keys);
  }

  public Withdrawals withdrawals() {
    return new Withdrawals(store, keys);
  }

  /** The name of the bucket; empty for a directory. */
  public Optional<String> bucketName() {
    return Optional.of(from).filter(uri -> inBucket).map(SnapshotLocation::nameOf);
  }

  private static String nameOf(String uri) {
    return uri.substring(S3.length()).replaceFirst("/.*", "");
  }

  private static SnapshotLocation bucket(String from, AwsClients clients) {
    String rest = from.substring(S3.length());
    int slash = rest.indexOf('/');
    String key = slash < 0 ? "" : rest.substring(slash + 1);
    String prefix = key.isEmpty() || key.endsWith("/") ? key : key + "/";
    ObjectStore store = new S3ObjectStore(clients.s3(), nameOf(from));
    return Stream.of(prefix, prefix + DEFAULT_PREFIX)
        .map(ObjectKeys::new)
        .filter(keys -> !store.folders(keys.manifests()).isEmpty())
        .findFirst()
        .map(keys -> new SnapshotLocation(from, store, keys, true))
        .orElseThrow(() -> none(from));
  }

  private static SnapshotLocation directory(String from) {
    Path directory = Path.of(from).toAbsolutePath().normalize();
    if (!Files.isDirectory(directory)) {
      throw unusable(from, "there is no such directory");
    }
    List<String> prefixes = prefixes(from, directory);
    if (prefixes.isEmpty()) {
      throw none(from);
    }
    if (prefixes.size() > 1) {
      throw unusable(
          from,
          "it contains several inventories: %s; give the folder of one of them"
              .formatted(String.join(", ", prefixes)));
    }
    return new SnapshotLocation(
        from, new DirectoryObjectStore(directory), new ObjectKeys(prefixes.getFirst()), false);
  }

  /** The parents of the folders of manifests on the uppermost level that has one. */
  private static List<String> prefixes(String from, Path directory) {
    for (int levels = 1; levels <= MAX_LEVELS; levels++) {
      List<String> found = prefixes(from, directory, levels);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private static List<String> prefixes(String from, Path directory, int level) {
    try {
      // A walk does not follow its start if that is a symbolic link.
      Path start = directory.toRealPath();
      try (Stream<Path> folders = Files.walk(start, level)) {
        return folders
            .filter(folder -> start.relativize(folder).getNameCount() == level)
            .filter(folder -> folder.endsWith("manifests") && Files.isDirectory(folder))
            .sorted()
            .map(folder -> start.relativize(folder.getParent()).toString())
            .map(path -> path.isEmpty() ? path : path.replace('\\', '/') + "/")
            .toList();
      }
    } catch (IOException unreadable) {
      throw unusable(from, FileProblem.of(unreadable));
    } catch (UncheckedIOException unreadable) {
      throw unusable(from, FileProblem.of(unreadable));
    }
  }

  private static InvalidInputException none(String from) {
    return unusable(from, "it contains no manifest of a committed snapshot");
  }

  private static InvalidInputException unusable(String from, String problem) {
    return new InvalidInputException(
        "snapshots cannot be read", List.of("--from: \"%s\": %s".formatted(from, problem)));
  }
}
