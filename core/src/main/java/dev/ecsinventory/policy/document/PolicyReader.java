package dev.ecsinventory.policy.document;

import java.util.Optional;

/**
 * Reads the documents that a policy file references. The evaluation itself reads nothing, so its
 * result depends on its input only.
 */
@FunctionalInterface
public interface PolicyReader {
  /** The reader for canonical texts, which have no references. */
  PolicyReader NONE =
      reference -> {
        throw new IllegalStateException("a canonical text refers to " + reference);
      };

  /**
   * The text of the policy at {@code reference}; empty if its absence is no error, as for an
   * account without an effective tag policy.
   *
   * @throws dev.ecsinventory.config.InvalidInputException when the reference cannot be read; the
   *     problem is reported at the reference's location
   */
  Optional<String> read(String reference);
}
