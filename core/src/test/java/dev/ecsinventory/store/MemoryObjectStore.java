package dev.ecsinventory.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** An object store in memory. */
public final class MemoryObjectStore implements ObjectStore {
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

  /** A store with the same objects. */
  public MemoryObjectStore copy() {
    MemoryObjectStore copy = new MemoryObjectStore();
    copy.objects.putAll(objects);
    return copy;
  }

  @Override
  public Optional<StoredObject> read(String key) {
    return Optional.ofNullable(objects.get(key)).map(StoredObject::of);
  }

  @Override
  public void put(String key, byte[] content, String contentType) {
    objects.put(key, content);
  }

  @Override
  public void put(String key, Path file, String contentType) {
    objects.put(key, bytes(file));
  }

  @Override
  public boolean putIfAbsent(String key, byte[] content, String contentType) {
    return objects.putIfAbsent(key, content) == null;
  }

  @Override
  public boolean putIfUnchanged(
      String key, Optional<String> version, Path file, String contentType) {
    byte[] content = bytes(file);
    return objects.compute(
            key,
            (ignored, present) ->
                Optional.ofNullable(present)
                        .map(bytes -> StoredObject.of(bytes).version())
                        .equals(version)
                    ? content
                    : present)
        == content;
  }

  public void remove(String key) {
    objects.remove(key);
  }

  @Override
  public List<ListedObject> list(String prefix, String after) {
    return objects.entrySet().stream()
        .filter(object -> object.getKey().startsWith(prefix))
        .filter(object -> object.getKey().compareTo(after) > 0)
        .map(object -> new ListedObject(object.getKey(), object.getValue().length))
        .sorted(Comparator.comparing(ListedObject::key))
        .toList();
  }

  @Override
  public String uri(String key) {
    return "memory:" + key;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
