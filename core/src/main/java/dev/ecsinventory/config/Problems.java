package dev.ecsinventory.config;

import java.util.ArrayList;
import java.util.List;

/** Collects the problems of an input, so that one error reports all of them. */
public final class Problems {
  private final List<String> messages = new ArrayList<>();

  public void add(String message) {
    messages.add(message);
  }

  /**
   * Ends the collection.
   *
   * @throws InvalidInputException naming {@code what} and every problem, if there is any
   */
  public void rejectIfAny(String what) {
    if (!messages.isEmpty()) {
      throw new InvalidInputException(what, messages);
    }
  }
}
