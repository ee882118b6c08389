package dev.ecsinventory.index;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.manifest.KeyParts;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.store.StoredObject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The index of a day of a table: the files that queries read, one URI per line, sorted. Every
 * change reads the index, changes it and puts it if it is unchanged, and starts again if another
 * writer changed it. No writer needs a lock, and concurrent writers converge.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-athena-query.html">
 *     The same format in S3 Inventory</a>
 */
public final class DayIndex {
  private static final String CONTENT_TYPE = "text/plain";

  private final ObjectStore store;
  private final ObjectKeys keys;
  private final String key;
  private final String base;

  /** The index of {@code day} of the table of {@code dataset} in {@code format}. */
  public DayIndex(
      ObjectStore store, ObjectKeys keys, FileFormat format, String dataset, LocalDate day) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.key = keys.dayIndex(format, dataset, day);
    String uri = store.uri(key);
    this.base = uri.substring(0, uri.length() - key.length());
  }

  /** The keys of the files that the index lists; a file of another bucket is not one of them. */
  public SortedSet<String> files() {
    return read().map(this::parse).orElseGet(Collections::emptySortedSet);
  }

  /** The lines of the index as they are stored. */
  List<String> lines() {
    return read().stream()
        .flatMap(object -> new String(object.content(), StandardCharsets.UTF_8).lines())
        .toList();
  }

  /**
   * The keys of the files that {@code lines} list, with those of another bucket or directory by the
   * ends of their URIs: in a copy, an index lists the files of the original.
   */
  SortedSet<String> filesOfCopy(List<String> lines) {
    return lines.stream()
        .map(
            line ->
                line.startsWith(base) ? line.substring(base.length()) : KeyParts.local(keys, line))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Those of {@code lines} that no writer of this index puts there: lines that are there twice, and
   * in an index that lists files of its own bucket, those of another one.
   */
  List<String> foreign(List<String> lines) {
    boolean isOwn = hasOwn(lines);
    Set<String> seen = new HashSet<>();
    return lines.stream()
        .filter(line -> !line.isBlank() && (!seen.add(line) || (isOwn && !line.startsWith(base))))
        .toList();
  }

  /** Whether one of {@code lines} is a file of this bucket or directory. */
  boolean hasOwn(List<String> lines) {
    return lines.stream().anyMatch(line -> line.startsWith(base));
  }

  /** The index's own key. */
  String key() {
    return key;
  }

  /** The keys of the data files whose rows queries read; a compacted file represents its inputs. */
  public SortedSet<String> dataFiles() {
    return dataFiles(files());
  }

  /** Adds data files, except those whose rows a listed file already contains. */
  public void add(Collection<String> dataFiles) {
    update(
        files -> {
          SortedSet<String> all = new TreeSet<>(dataFiles);
          all.removeAll(dataFiles(files));
          all.addAll(files);
          return all;
        });
  }

  /**
   * Changes the index.
   *
   * @param change returns the new keys for the keys that the index lists; applied again if another
   *     writer changed the index
   * @return whether the index was changed
   */
  public boolean update(UnaryOperator<SortedSet<String>> change) {
    while (true) {
      Optional<StoredObject> stored = read();
      SortedSet<String> files = stored.map(this::parse).orElseGet(TreeSet::new);
      byte[] changed = bytes(change.apply(Collections.unmodifiableSortedSet(files)));
      byte[] present = stored.map(StoredObject::content).orElseGet(() -> new byte[0]);
      if (Arrays.equals(changed, present)) {
        return false;
      }
      if (store.putIfUnchanged(key, stored.map(StoredObject::version), changed, CONTENT_TYPE)) {
        return true;
      }
    }
  }

  /**
   * The keys of the data files whose rows {@code files} contain, which are some of those that the
   * index lists.
   *
   * @throws MissingDescriptionException when the inputs of a compacted file are not known
   */
  public SortedSet<String> dataFiles(SortedSet<String> files) {
    SortedSet<String> all = new TreeSet<>();
    for (String file : files) {
      if (file.startsWith(keys.compacted())) {
        all.addAll(
            CompactedFile.read(store, keys, file)
                .orElseThrow(() -> new MissingDescriptionException(file))
                .inputs());
      } else {
        all.add(file);
      }
    }
    return all;
  }

  private Optional<StoredObject> read() {
    return store.read(key);
  }

  private SortedSet<String> parse(StoredObject object) {
    return new String(object.content(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(base))
        .map(line -> line.substring(base.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private byte[] bytes(SortedSet<String> files) {
    return files.stream()
        .map(file -> base + file + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The index lists a compacted file whose description does not exist. */
  static final class MissingDescriptionException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    MissingDescriptionException(String file) {
      super(
          "the compacted file %s has no description; run the index stage, which replaces the file"
              .formatted(file));
    }
  }
}
