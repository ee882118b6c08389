package dev.ecsinventory.scan;

/** Receives readings; called concurrently. */
@FunctionalInterface
public interface Readings {
  void accept(Reading reading);

  /**
   * Waits until there is memory for more readings. A scan calls this before each call to ECS whose
   * response it retains.
   */
  default void awaitRoom() {}
}
