package dev.ecsinventory.cli.check;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.S3ObjectStore;
import dev.ecsinventory.aws.failure.Failures;
import dev.ecsinventory.cli.text.Counted;
import dev.ecsinventory.config.FileProblem;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.DirectoryObjectStore;
import dev.ecsinventory.store.MissingDestinationException;
import dev.ecsinventory.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The location of a snapshot: a directory or a bucket, and its manifest there.
 *
 * @param store the directory or bucket
 * @param manifestKey the manifest's key in it
 */
record SnapshotUri(ObjectStore store, String manifestKey) {
  /** The key of a manifest, under any prefix. */
  private static final Pattern MANIFEST =
      Pattern.compile("(?:.*/)?manifests/dt=\\d{4}-\\d\\d-\\d\\d/[^/]+\\.json");

  private static final String MANIFESTS = "manifests/";

  /** Enough for the prefix itself, the folder that contains it, and some levels above. */
  private static final int MAX_LEVELS = 8;

  private static final String S3 = "s3://";

  SnapshotUri {
    requireNonNull(store, "store is null");
    requireNonNull(manifestKey, "manifestKey is null");
  }

  /**
   * The newest snapshot at {@code uri}, or the one with the manifest {@code uri}.
   *
   * @param uri a directory, a file, or an S3 URI
   * @throws InvalidInputException when there is none
   */
  static SnapshotUri find(String uri, AwsClients clients) {
    try {
      return uri.startsWith(S3) ? inBucket(uri, clients.s3()) : inDirectory(uri);
    } catch (AwsServiceException failure) {
      throw unusable(uri, "%s (%s)".formatted(Failures.message(failure), Failures.code(failure)));
    } catch (MissingDestinationException missing) {
      throw unusable(uri, "there is no such bucket");
    }
  }

  private static SnapshotUri inDirectory(String uri) {
    Path path = Path.of(uri).toAbsolutePath().normalize();
    if (Files.isRegularFile(path)) {
      return named(uri, new DirectoryObjectStore(path.getRoot()), key(path));
    }
    if (!Files.isDirectory(path)) {
      throw unusable(uri, "there is no such file or directory");
    }
    ObjectStore store = new DirectoryObjectStore(path.getRoot());
    try (Stream<Path> files = Files.walk(path, MAX_LEVELS)) {
      return newest(uri, store, files.filter(Files::isRegularFile).map(SnapshotUri::key))
          .map(key -> new SnapshotUri(store, key))
          .orElseThrow(() -> none(uri));
    } catch (IOException unreadable) {
      throw unusable(uri, FileProblem.of(unreadable));
    } catch (UncheckedIOException unreadable) {
      throw unusable(uri, FileProblem.of(unreadable));
    }
  }

  /** The key in the store of the whole file system. */
  static String key(Path path) {
    return path.getRoot().relativize(path).toString().replace('\\', '/');
  }

  private static SnapshotUri inBucket(String uri, S3Client client) {
    String rest = uri.substring(S3.length());
    int slash = rest.indexOf('/');
    String bucket = slash < 0 ? rest : rest.substring(0, slash);
    String key = slash < 0 ? "" : rest.substring(slash + 1);
    ObjectStore store = new S3ObjectStore(client, bucket);
    if (key.endsWith(".json")) {
      return named(uri, store, key);
    }
    String prefix = key.isEmpty() || key.endsWith("/") ? key : key + "/";
    return Stream.of("manifests/", "inventory/manifests/")
        .map(folder -> newest(uri, store, keys(client, bucket, prefix + folder)))
        .flatMap(Optional::stream)
        .findFirst()
        .map(found -> new SnapshotUri(store, found))
        .orElseThrow(() -> none(uri));
  }

  /** The snapshot whose manifest was given. */
  private static SnapshotUri named(String uri, ObjectStore store, String key) {
    if (MANIFEST.matcher(key).matches() && store.get(withdrawal(key)).isPresent()) {
      throw unusable(
          uri, "the snapshot is withdrawn; %s has the reason".formatted(withdrawal(key)));
    }
    return new SnapshotUri(store, key);
  }

  private static Stream<String> keys(S3Client client, String bucket, String prefix) {
    return client
        .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key);
  }

  /**
   * The newest snapshot that is not withdrawn; empty when there are no manifests. A snapshot's ID,
   * which is its manifest's name, begins with its time.
   *
   * @throws InvalidInputException when all of them are withdrawn
   */
  private static Optional<String> newest(String uri, ObjectStore store, Stream<String> keys) {
    List<String> manifests =
        keys.filter(key -> MANIFEST.matcher(key).matches())
            .sorted(
                Comparator.comparing((String key) -> key.substring(key.lastIndexOf('/') + 1))
                    .reversed())
            .toList();
    Optional<String> newest =
        manifests.stream().filter(key -> store.get(withdrawal(key)).isEmpty()).findFirst();
    if (newest.isEmpty() && !manifests.isEmpty()) {
      throw unusable(
          uri,
          "every snapshot there is withdrawn (%s)"
              .formatted(Counted.of(manifests.size(), "manifest")));
    }
    return newest;
  }

  /** The key of a withdrawal, which is next to the manifests. */
  private static String withdrawal(String manifestKey) {
    int folder = manifestKey.lastIndexOf(MANIFESTS);
    String prefix = manifestKey.substring(0, folder);
    return new ObjectKeys(prefix).withdrawn() + manifestKey.substring(folder + MANIFESTS.length());
  }

  private static InvalidInputException none(String uri) {
    return unusable(uri, "it contains no manifest of a committed snapshot");
  }

  static InvalidInputException unusable(String uri, String why) {
    return new InvalidInputException(
        "the snapshot cannot be read", List.of("--snapshot: \"%s\": %s".formatted(uri, why)));
  }
}
