package dev.ecsinventory.pipeline;

import dev.ecsinventory.write.ObjectStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** An object store in which something happens right after a put. */
public final class StoreWithHook {
  private StoreWithHook() {}

  /** Does {@code action} once, after the first put of a key that {@code keys} accepts. */
  public static ObjectStore once(ObjectStore store, Predicate<String> keys, Runnable action) {
    AtomicBoolean done = new AtomicBoolean();
    return each(
        store,
        key -> {
          if (keys.test(key) && !done.getAndSet(true)) {
            action.run();
          }
        });
  }

  /** Does {@code action} with the key after each put. */
  public static ObjectStore each(ObjectStore store, Consumer<String> action) {
    return (ObjectStore)
        Proxy.newProxyInstance(
            StoreWithHook.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              Object answer;
              try {
                answer = method.invoke(store, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
              if (method.getName().startsWith("put")) {
                action.accept((String) arguments[0]);
              }
              return answer;
            });
  }
}
