package dev.ecsinventory.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  void leavesNothingHalfWrittenBehind() throws IOException {
    ObjectStore store = emptyStore();
    store.put("a/b", new byte[] {1}, TYPE);
    store.putIfAbsent("a/b", new byte[] {2}, TYPE);
    try (Stream<Path> files = Files.walk(directory)) {
      assertEquals(List.of(directory.resolve("a/b")), files.filter(Files::isRegularFile).toList());
    }
  }

  @Test
  void refusesAKeyThatLeavesTheDirectory() {
    assertThrows(IllegalArgumentException.class, () -> emptyStore().get("../outside"));
  }
}
