package dev.ecsinventory.scan;

/** Takes over readings, from several threads at once. */
@FunctionalInterface
public interface Readings {
  void accept(Reading reading);

  /**
   * Waits until more readings may be held. A scan calls this before each call whose response it
   * holds.
   */
  default void awaitRoom() {}
}
