package dev.ecsinventory.write;

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

/** A directory, in which a key is a path. A file appears whole, by being renamed into place. */
public final class DirectoryObjectStore implements ObjectStore {
  private final Path directory;

  public DirectoryObjectStore(Path directory) {
    this.directory = requireNonNull(directory, "directory is null");
  }

  @Override
  public Optional<byte[]> get(String key) {
    try {
      return Optional.of(Files.readAllBytes(path(key)));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void put(String key, byte[] content, String contentType) {
    try {
      Files.move(
          written(key, content),
          path(key),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void put(String key, Path file, String contentType) {
    try {
      Path folder = Files.createDirectories(path(key).getParent());
      Path copy = Files.createTempFile(folder, ".", ".part");
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      Files.move(
          copy, path(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public boolean putIfAbsent(String key, byte[] content, String contentType) {
    try {
      Path written = written(key, content);
      try {
        // A link fails where a file is, which no atomic move does.
        Files.createLink(path(key), written);
        return true;
      } catch (FileAlreadyExistsException present) {
        return false;
      } finally {
        Files.delete(written);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public List<ListedObject> list(String prefix, String after) {
    int folder = prefix.lastIndexOf('/') + 1;
    Path start = path(prefix.substring(0, folder));
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(start)) {
      return files
          .filter(
              file -> Files.isRegularFile(file) && !file.getFileName().toString().startsWith("."))
          .map(this::listed)
          .filter(object -> object.key().startsWith(prefix) && object.key().compareTo(after) > 0)
          .sorted(Comparator.comparing(ListedObject::key))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private ListedObject listed(Path file) {
    try {
      String key = directory.normalize().relativize(file).toString().replace('\\', '/');
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
    Path folder = Files.createDirectories(path(key).getParent());
    return Files.write(Files.createTempFile(folder, ".", ".part"), content);
  }
}
