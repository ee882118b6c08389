package dev.ecsinventory.policy;

import dev.ecsinventory.config.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with a policy, so that all of it can be said at once. */
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
