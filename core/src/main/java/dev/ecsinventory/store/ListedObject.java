package dev.ecsinventory.store;

import static java.util.Objects.requireNonNull;

/** An object as a list of a store tells of it. */
public record ListedObject(String key, long bytes) {
  public ListedObject {
    requireNonNull(key, "key is null");
  }
}
