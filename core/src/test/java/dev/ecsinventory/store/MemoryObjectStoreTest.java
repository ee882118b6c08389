package dev.ecsinventory.store;

class MemoryObjectStoreTest implements ObjectStoreContract {
  @Override
  public ObjectStore emptyStore() {
    return new MemoryObjectStore();
  }
}
