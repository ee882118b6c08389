package dev.ecsinventory.store;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An object store in a directory, in which a key is a path. A file becomes visible completely
 * written, through a rename.
 */
public final class DirectoryObjectStore implements ObjectStore {
  private final Path directory;

  public DirectoryObjectStore(Path directory) {
    this.directory = requireNonNull(directory, "directory is null");
  }

  @Override
  public Optional<StoredObject> read(String key) {
    try {
      return Optional.of(StoredObject.of(Files.readAllBytes(path(key))));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException failure) {
      // Some messages of the file system, such as that of a directory, do not name the file.
      throw new UncheckedIOException(
          "%s cannot be read: %s".formatted(path(key), failure.getMessage()), failure);
    }
  }

  @Override
  public void put(String key, byte[] content, String contentType) {
    try {
      replace(written(key, content), path(key));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void put(String key, Path file, String contentType) {
    try {
      replace(copied(key, file), path(key));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public boolean putIfAbsent(String key, byte[] content, String contentType) {
    try {
      return link(written(key, content), path(key));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public boolean putIfUnchanged(
      String key, Optional<String> version, Path file, String contentType) {
    try {
      if (version.isEmpty()) {
        return link(copied(key, file), path(key));
      }
      // A directory has no atomic compare-and-replace operation.
      try (DirectoryLock _ = DirectoryLock.of(directory)) {
        boolean unchanged = read(key).map(StoredObject::version).equals(version);
        if (unchanged) {
          replace(copied(key, file), path(key));
        }
        return unchanged;
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public List<ListedObject> list(String prefix, String after) {
    String folder = prefix.substring(0, prefix.lastIndexOf('/') + 1);
    if (!Files.isDirectory(path(folder))) {
      return List.of();
    }
    try {
      // A walk does not follow its start if that is a symbolic link.
      Path start = path(folder).toRealPath();
      try (Stream<Path> files = Files.walk(start)) {
        return files
            .filter(
                file -> Files.isRegularFile(file) && !file.getFileName().toString().startsWith("."))
            .map(
                file -> listed(folder + start.relativize(file).toString().replace('\\', '/'), file))
            .filter(object -> object.key().startsWith(prefix) && object.key().compareTo(after) > 0)
            .sorted(Comparator.comparing(ListedObject::key))
            .toList();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public List<String> folders(String folder) {
    Path start = path(folder);
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(start)) {
      return entries
          .filter(Files::isDirectory)
          .map(entry -> entry.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static ListedObject listed(String key, Path file) {
    try {
      return new ListedObject(key, Files.size(file));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public String uri(String key) {
    return path(key).toUri().toString();
  }

  private Path path(String key) {
    Path path = directory.resolve(key).normalize();
    if (!path.startsWith(directory.normalize())) {
      throw new IllegalArgumentException("key leaves the directory: " + key);
    }
    return path;
  }

  private Path written(String key, byte[] content) throws IOException {
    return Files.write(part(key), content);
  }

  private Path copied(String key, Path file) throws IOException {
    return Files.copy(file, part(key), StandardCopyOption.REPLACE_EXISTING);
  }

  private Path part(String key) throws IOException {
    Path folder = Files.createDirectories(path(key).getParent());
    return Files.createTempFile(folder, ".", ".part");
  }

  private static void replace(Path written, Path path) throws IOException {
    Files.move(written, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** A hard link fails if the file exists, unlike an atomic move. */
  private static boolean link(Path written, Path path) throws IOException {
    try {
      Files.createLink(path, written);
      return true;
    } catch (FileAlreadyExistsException present) {
      return false;
    } finally {
      Files.delete(written);
    }
  }
}
