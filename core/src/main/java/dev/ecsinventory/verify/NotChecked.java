package dev.ecsinventory.verify;

import static java.util.Objects.requireNonNull;

/**
 * A part of a snapshot that cannot be checked.
 *
 * @param snapshot id of the snapshot
 * @param what name of the part
 * @param reason why it cannot be checked
 */
public record NotChecked(String snapshot, String what, String reason) {
  public NotChecked {
    requireNonNull(snapshot, "snapshot is null");
    requireNonNull(what, "what is null");
    requireNonNull(reason, "reason is null");
  }
}
