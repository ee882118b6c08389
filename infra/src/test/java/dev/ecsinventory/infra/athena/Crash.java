package dev.ecsinventory.infra.athena;

import dev.ecsinventory.store.ObjectStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** The crash of a process that writes to a bucket. */
final class Crash extends Error {
  private static final long serialVersionUID = 1;

  /** A store that throws a crash on every put after the first {@code puts}. */
  static ObjectStore after(int puts, ObjectStore store) {
    AtomicInteger left = new AtomicInteger(puts);
    return (ObjectStore)
        Proxy.newProxyInstance(
            Crash.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().startsWith("put") && left.getAndDecrement() <= 0) {
                throw new Crash();
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }
}
