package dev.ecsinventory.pipeline;

import dev.ecsinventory.store.ObjectStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** An object store that runs an action right after a put or a read. */
public final class StoreWithHook {
  private StoreWithHook() {}

  /** Runs {@code action} once, after the first put of a key that {@code keys} accepts. */
  public static ObjectStore once(ObjectStore store, Predicate<String> keys, Runnable action) {
    return each(store, first(keys, action));
  }

  /** Runs {@code action} once, after the first {@link ObjectStore#read} of {@code key}. */
  static ObjectStore onceRead(ObjectStore store, String key, Runnable action) {
    return eachRead(store, first(key::equals, action));
  }

  /** Runs {@code action} with the key after each {@link ObjectStore#read}. */
  public static ObjectStore eachRead(ObjectStore store, Consumer<String> action) {
    return after("read", store, action);
  }

  /** Runs {@code action} with the key after each put. */
  public static ObjectStore each(ObjectStore store, Consumer<String> action) {
    return after("put", store, action);
  }

  /** Runs {@code action} with the key after each put that wrote an object. */
  static ObjectStore eachWrite(ObjectStore store, Consumer<String> action) {
    return after(
        store,
        (method, key, result) -> {
          if (method.startsWith("put") && !Boolean.FALSE.equals(result)) {
            action.accept(key);
          }
        });
  }

  private static Consumer<String> first(Predicate<String> keys, Runnable action) {
    AtomicBoolean done = new AtomicBoolean();
    return key -> {
      if (keys.test(key) && !done.getAndSet(true)) {
        action.run();
      }
    };
  }

  private static ObjectStore after(String name, ObjectStore store, Consumer<String> action) {
    return after(
        store,
        (method, key, result) -> {
          if (method.startsWith(name)) {
            action.accept(key);
          }
        });
  }

  /** The action after a call. */
  @FunctionalInterface
  private interface Hook {
    void after(String method, String key, Object result);
  }

  private static ObjectStore after(ObjectStore store, Hook hook) {
    return (ObjectStore)
        Proxy.newProxyInstance(
            StoreWithHook.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              Object response;
              try {
                response = method.invoke(store, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
              if (arguments != null && arguments[0] instanceof String key) {
                hook.after(method.getName(), key, response);
              }
              return response;
            });
  }
}
