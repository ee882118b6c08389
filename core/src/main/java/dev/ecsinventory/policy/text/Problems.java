package dev.ecsinventory.policy.text;

import dev.ecsinventory.config.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/** Collects all problems of a policy, so that one error reports all of them. */
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
