package dev.ecsinventory.store;

import static dev.ecsinventory.store.ConditionalPutContract.bytes;
import static dev.ecsinventory.store.ConditionalPutContract.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The required behavior of every object store; the test of an implementation implements this
 * interface.
 */
public interface ObjectStoreContract extends ConditionalPutContract {
  @Test
  default void returnsStoredObjects() {
    ObjectStore store = emptyStore();
    byte[] content = new byte[3_000_000];
    new Random(1).nextBytes(content);
    store.put("a/dt=2026-01-15/b.bin", content, TYPE);
    assertArrayEquals(content, store.get("a/dt=2026-01-15/b.bin").orElseThrow());
    store.put("empty", new byte[0], TYPE);
    assertEquals(0, store.get("empty").orElseThrow().length);
  }

  @Test
  default void putsTheContentsOfAFile() throws IOException {
    ObjectStore store = emptyStore();
    byte[] content = new byte[3_000_000];
    new Random(2).nextBytes(content);
    Path file = Files.createTempFile("object", ".bin");
    try {
      Files.write(file, content);
      store.put("a/b", bytes("before"), TYPE);
      store.put("a/b", file, TYPE);
    } finally {
      Files.delete(file);
    }
    assertArrayEquals(content, store.get("a/b").orElseThrow());
  }

  @Test
  default void returnsNothingForAMissingObject() {
    assertEquals(Optional.empty(), emptyStore().get("a/b"));
  }

  @Test
  default void replacesAnObject() {
    ObjectStore store = emptyStore();
    store.put("a/b", bytes("a longer first"), TYPE);
    store.put("a/b", bytes("second"), TYPE);
    assertEquals("second", text(store, "a/b"));
  }

  @Test
  default void listsTheFoldersDirectlyBelowAFolder() {
    ObjectStore store = emptyStore();
    List.of("a/dt=2/x", "a/dt=1/x", "a/dt=1/y", "a/z", "a/dt=1/deep/x", "ab/c/x")
        .forEach(key -> store.put(key, bytes(key), TYPE));
    assertEquals(List.of("dt=1", "dt=2"), store.folders("a/"));
    assertEquals(List.of("a", "ab"), store.folders(""));
    assertEquals(List.of(), store.folders("none/"));
  }

  @Test
  default void listsObjectsWithAPrefixInTheOrderOfTheirKeys() {
    ObjectStore store = emptyStore();
    assertEquals(List.of(), store.list("a/", ""));
    for (String key : List.of("a/dt=2/x", "a/dt=1/y", "a/dt=1/x", "ab/z", "b/dt=1/x")) {
      store.put(key, bytes("of " + key), TYPE);
    }
    assertEquals(
        List.of(
            new ListedObject("a/dt=1/x", 11),
            new ListedObject("a/dt=1/y", 11),
            new ListedObject("a/dt=2/x", 11)),
        store.list("a/", ""));
    assertEquals(List.of("a/dt=1/x", "a/dt=1/y"), keys(store.list("a/dt=1", "")));
    assertEquals(List.of("a/dt=1/y", "a/dt=2/x"), keys(store.list("a/", "a/dt=1/x")));
    assertEquals(List.of("a/dt=2/x"), keys(store.list("a/", "a/dt=2")));
    assertEquals(List.of(), store.list("a/", "a/dt=3"));
  }

  @Test
  default void listsMoreObjectsThanAPageHolds() {
    ObjectStore store = emptyStore();
    for (int number = 1_000; number < 2_100; number++) {
      store.put("a/" + number, bytes(""), TYPE);
    }
    assertEquals(1_100, store.list("a/", "").size());
  }

  private static List<String> keys(List<ListedObject> objects) {
    return objects.stream().map(ListedObject::key).toList();
  }

  @Test
  default void hasAUriForEachObject() {
    ObjectStore store = emptyStore();
    assertTrue(store.uri("a/b.json").endsWith("a/b.json"), store.uri("a/b.json"));
  }
}
