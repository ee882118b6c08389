package dev.ecsinventory.policy.document;

import java.util.Optional;

/**
 * Gets the documents that a policy file refers to. The engine itself reads nothing, so that a
 * compliance status rests on nothing but its input.
 */
@FunctionalInterface
public interface PolicyReader {
  /**
   * The text of the policy at {@code reference}; empty where there is none and that is no error, as
   * for an account without an effective tag policy.
   *
   * @throws dev.ecsinventory.config.InvalidInputException when the reference leads nowhere; the
   *     problem is reported at the reference's location
   */
  Optional<String> read(String reference);
}
