package dev.ecsinventory.cli.input;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.policy.document.Prospect;
import java.util.Set;

/**
 * A task set that an input would create.
 *
 * @param name what the input calls it: a logical ID, an address, or {@code CreateTaskSet}
 * @param line where it is in the file, from 1
 * @param secretKeys keys of the tags whose values must not be shown
 */
record RequestedTaskSet(String name, int line, Prospect prospect, Set<String> secretKeys) {
  RequestedTaskSet {
    requireNonNull(name, "name is null");
    requireNonNull(prospect, "prospect is null");
    secretKeys = Set.copyOf(secretKeys);
  }
}
