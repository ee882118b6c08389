package dev.ecsinventory.manifest;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * The record that a committed snapshot is invalid. Readers ignore the snapshot; its manifest and
 * data remain.
 *
 * @param snapshot id of the snapshot
 * @param reason the operator's reason
 * @param withdrawnAt when it was withdrawn, in ISO 8601
 * @param withdrawnBy ARN of the caller; null where there is none, as in a directory
 */
@JsonPropertyOrder({"snapshot", "reason", "withdrawnAt", "withdrawnBy"})
public record Withdrawal(String snapshot, String reason, String withdrawnAt, String withdrawnBy) {
  public Withdrawal {
    requireNonNull(snapshot, "snapshot is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(withdrawnAt, "withdrawnAt is null");
  }
}
