package dev.ecsinventory.policy.text;

import dev.ecsinventory.config.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with a policy, so that all of it can be said at once. */
public final class Problems {
  private final List<String> messages = new ArrayList<>();

  public void add(String message) {
    messages.add(message);
  }

  public void rejectIfAny(String what) {
    if (!messages.isEmpty()) {
      throw new InvalidInputException(what, messages);
    }
  }
}
