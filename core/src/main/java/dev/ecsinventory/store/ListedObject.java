package dev.ecsinventory.store;

import static java.util.Objects.requireNonNull;

/** An object in a listing of a store. */
public record ListedObject(String key, long bytes) {
  public ListedObject {
    requireNonNull(key, "key is null");
  }
}
