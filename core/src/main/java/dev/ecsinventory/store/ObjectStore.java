package dev.ecsinventory.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The destination of a snapshot's files. A new destination is one class behind this interface;
 * {@code ObjectStoreContract} in the tests specifies its behavior.
 *
 * <p>An object is visible completely or not at all, and a read after the return of a put returns
 * it.
 */
public interface ObjectStore {
  /** The current object; empty when there is none. */
  Optional<StoredObject> read(String key);

  /** The object's bytes; empty when there is none. */
  default Optional<byte[]> get(String key) {
    return read(key).map(StoredObject::content);
  }

  /** Puts an object, replacing an existing one. */
  void put(String key, byte[] content, String contentType);

  /** Puts a file's bytes as an object, replacing an existing one. */
  void put(String key, Path file, String contentType);

  /**
   * Puts an object unless there is one.
   *
   * @return whether it was put; true for one of several concurrent callers
   */
  boolean putIfAbsent(String key, byte[] content, String contentType);

  /**
   * Puts a file's bytes as an object if the object is unchanged since it was read.
   *
   * @param version of the object that is replaced; empty if there was none
   * @return whether it was put. True for one of several concurrent callers with the same version;
   *     the others must read the object again
   */
  boolean putIfUnchanged(String key, Optional<String> version, Path file, String contentType);

  /**
   * Puts an object if it is unchanged since it was read.
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
   * @param after returns only keys that sort after this one, which need not exist; empty for all
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

  /** The URI of the object for people and queries. */
  String uri(String key);
}
