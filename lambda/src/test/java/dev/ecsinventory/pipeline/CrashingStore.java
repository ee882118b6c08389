package dev.ecsinventory.pipeline;

import dev.ecsinventory.write.ObjectStore;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A store in front of which the process dies: at an even number just before a put, at the odd one
 * after it just when the put is done. From then on nothing more is written.
 */
public final class CrashingStore implements ObjectStore {
  private final ObjectStore store;
  private final int crash;
  private final AtomicInteger puts = new AtomicInteger();

  public CrashingStore(ObjectStore store, int crash) {
    this.store = store;
    this.crash = crash;
  }

  /** A store that only counts. */
  public static CrashingStore never(ObjectStore store) {
    return new CrashingStore(store, -1);
  }

  public int puts() {
    return puts.get();
  }

  @Override
  public Optional<byte[]> get(String key) {
    return store.get(key);
  }

  @Override
  public void put(String key, byte[] content, String contentType) {
    int moment = before();
    store.put(key, content, contentType);
    after(moment);
  }

  @Override
  public boolean putIfAbsent(String key, byte[] content, String contentType) {
    int moment = before();
    boolean put = store.putIfAbsent(key, content, contentType);
    after(moment);
    return put;
  }

  private int before() {
    int moment = 2 * puts.getAndIncrement();
    if (crash >= 0 && moment >= crash) {
      throw new Crash();
    }
    return moment;
  }

  private void after(int moment) {
    if (crash >= 0 && moment + 1 >= crash) {
      throw new Crash();
    }
  }

  @Override
  public String uri(String key) {
    return "test:" + key;
  }

  /** The end of the process. */
  public static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }
}
