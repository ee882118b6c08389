package dev.ecsinventory.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a snapshot's files go. A new destination is one class behind this interface; {@code
 * ObjectStoreContract} in the tests says what it must do.
 *
 * <p>An object is visible whole or not at all, and a reader that comes after a put has returned
 * sees it.
 */
public interface ObjectStore {
  /** The object as it is now; empty when there is none. */
  Optional<StoredObject> read(String key);

  /** The object's bytes; empty when there is none. */
  default Optional<byte[]> get(String key) {
    return read(key).map(StoredObject::content);
  }

  /** Puts an object, in place of one that may be there. */
  void put(String key, byte[] content, String contentType);

  /** Puts a file's bytes as an object, in place of one that may be there. */
  void put(String key, Path file, String contentType);

  /**
   * Puts an object unless there is one.
   *
   * @return whether it was put; of several callers at once, one is told so
   */
  boolean putIfAbsent(String key, byte[] content, String contentType);

  /**
   * Puts a file's bytes as an object if that is still as it was read.
   *
   * @param version of the object that is replaced; empty if there was none
   * @return whether it was put. Of several callers at once with one version, one is told so;
   *     whoever is not reads again, and decides again
   */
  boolean putIfUnchanged(String key, Optional<String> version, Path file, String contentType);

  /**
   * Puts an object if that is still as it was read.
   *
   * @see #putIfUnchanged(String, Optional, Path, String)
   */
  default boolean putIfUnchanged(
      String key, Optional<String> version, byte[] content, String contentType) {
    try (TemporaryFile file = TemporaryFile.create("object")) {
      Files.write(file.path(), content);
      return putIfUnchanged(key, version, file.path(), contentType);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * The objects whose keys begin with {@code prefix}, by key.
   *
   * @param after where to begin: only keys that come after it, which need not be one that is there;
   *     empty for all
   */
  List<ListedObject> list(String prefix, String after);

  /**
   * The names of the folders directly below {@code folder}, in order. Stores override this where
   * listing all objects below it costs more.
   *
   * @param folder empty, or ending in a slash
   */
  default List<String> folders(String folder) {
    return list(folder, "").stream()
        .map(object -> object.key().substring(folder.length()))
        .filter(rest -> rest.indexOf('/') > 0)
        .map(rest -> rest.substring(0, rest.indexOf('/')))
        .distinct()
        .toList();
  }

  /** The address under which people and queries find the object. */
  String uri(String key);
}
