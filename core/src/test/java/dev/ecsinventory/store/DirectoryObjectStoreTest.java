package dev.ecsinventory.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryObjectStoreTest implements ObjectStoreContract {
  @TempDir Path directory;

  @Override
  public ObjectStore emptyStore() {
    return new DirectoryObjectStore(directory);
  }

  @Test
  void leavesNoTemporaryFiles() throws IOException {
    ObjectStore store = emptyStore();
    store.put("a/b", new byte[] {1}, TYPE);
    store.putIfAbsent("a/b", new byte[] {2}, TYPE);
    assertEquals(List.of("a/b"), files());
    store.putIfUnchanged("a/b", Optional.of("another"), directory.resolve("a/b"), TYPE);
    assertEquals(List.of(".lock", "a/b"), files());
    assertEquals(List.of(new ListedObject("a/b", 1)), store.list("", ""));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void rejectsAKeyThatLeavesTheDirectory() {
    assertThrows(IllegalArgumentException.class, () -> emptyStore().get("../outside"));
  }
}
