package dev.ecsinventory.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The part of {@link ObjectStoreContract} about concurrent puts. */
public interface ConditionalPutContract {
  String TYPE = "application/octet-stream";

  /** A store without objects. */
  ObjectStore emptyStore();

  @Test
  default void putsIfAbsentOnlyOnce() {
    ObjectStore store = emptyStore();
    assertTrue(store.putIfAbsent("a/b", bytes("first"), TYPE));
    assertFalse(store.putIfAbsent("a/b", bytes("second"), TYPE));
    assertEquals("first", text(store, "a/b"));
  }

  @Test
  default void replacesAnUnchangedObject() throws IOException {
    ObjectStore store = emptyStore();
    assertTrue(putIfUnchanged(store, Optional.empty(), "first"));
    assertTrue(putIfUnchanged(store, store.read("a/b").map(StoredObject::version), "second"));
    assertEquals("second", text(store, "a/b"));
  }

  @Test
  default void doesNotReplaceAChangedObject() throws IOException {
    ObjectStore store = emptyStore();
    assertFalse(putIfUnchanged(store, Optional.of("\"never\""), "nothing was there"));
    assertEquals(Optional.empty(), store.get("a/b"));
    store.put("a/b", bytes("first"), TYPE);
    assertFalse(putIfUnchanged(store, Optional.empty(), "something was there"));
    Optional<String> first = store.read("a/b").map(StoredObject::version);
    store.put("a/b", bytes("second"), TYPE);
    assertFalse(putIfUnchanged(store, first, "something else was there"));
    assertEquals("second", text(store, "a/b"));
  }

  @Test
  default void succeedsForOneOfManyConcurrentPuts()
      throws InterruptedException, ExecutionException {
    ObjectStore store = emptyStore();
    assertOneSucceeds(store, content -> store.putIfAbsent("a/b", bytes(content), TYPE));
  }

  @Test
  default void succeedsForOneOfManyConcurrentReplacements()
      throws InterruptedException, ExecutionException {
    ObjectStore store = emptyStore();
    store.put("a/b", bytes("before"), TYPE);
    for (int round = 0; round < 10; round++) {
      Optional<String> before = store.read("a/b").map(StoredObject::version);
      String name = "round " + round + ", ";
      assertOneSucceeds(store, content -> putIfUnchanged(store, before, name + content));
    }
  }

  private static void assertOneSucceeds(ObjectStore store, Writing writing)
      throws InterruptedException, ExecutionException {
    List<Future<Boolean>> puts = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < 8; caller++) {
        String content = "caller " + caller;
        puts.add(threads.submit(() -> writing.write(content)));
      }
    }
    int winner = -1;
    for (int caller = 0; caller < puts.size(); caller++) {
      if (puts.get(caller).get()) {
        assertEquals(-1, winner, "two succeeded");
        winner = caller;
      }
    }
    assertTrue(text(store, "a/b").endsWith("caller " + winner), text(store, "a/b"));
  }

  /** A put of one caller; returns whether it wrote. */
  interface Writing {
    boolean write(String content) throws IOException;
  }

  private static boolean putIfUnchanged(ObjectStore store, Optional<String> version, String content)
      throws IOException {
    Path file = Files.createTempFile("object", ".bin");
    try {
      return store.putIfUnchanged("a/b", version, Files.writeString(file, content), TYPE);
    } finally {
      Files.delete(file);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(ObjectStore store, String key) {
    return new String(store.get(key).orElseThrow(), StandardCharsets.UTF_8);
  }
}
