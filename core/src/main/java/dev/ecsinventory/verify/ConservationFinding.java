package dev.ecsinventory.verify;

import static java.util.Objects.requireNonNull;

/**
 * A contradiction.
 *
 * @param snapshot id of the snapshot
 * @param where a key, an ARN, or another name of the affected object
 * @param detail the values that contradict each other
 */
public record ConservationFinding(FindingCode code, String snapshot, String where, String detail) {
  public ConservationFinding {
    requireNonNull(code, "code is null");
    requireNonNull(snapshot, "snapshot is null");
    requireNonNull(where, "where is null");
    requireNonNull(detail, "detail is null");
  }
}
