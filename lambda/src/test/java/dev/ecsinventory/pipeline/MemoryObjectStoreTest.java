package dev.ecsinventory.pipeline;

import dev.ecsinventory.write.ObjectStore;
import dev.ecsinventory.write.ObjectStoreContract;

class MemoryObjectStoreTest implements ObjectStoreContract {
  @Override
  public ObjectStore emptyStore() {
    return new MemoryObjectStore();
  }
}
