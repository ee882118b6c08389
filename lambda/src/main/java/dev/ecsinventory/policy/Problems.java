package dev.ecsinventory.policy;

import dev.ecsinventory.config.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/** Collects all problems of a policy, so that one error reports all of them. */
final class Problems {
  private final List<String> messages = new ArrayList<>();

  void add(String message) {
    messages.add(message);
  }

  void refuseIfAny(String what) {
    if (!messages.isEmpty()) {
      throw new InvalidInputException(what, messages);
    }
  }
}
