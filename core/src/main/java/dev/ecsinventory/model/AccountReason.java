package dev.ecsinventory.model;

/**
 * Why a snapshot did, or did not, read an account. An account with one of the first three reasons
 * was to be read: its read failures make the snapshot PARTIAL.
 */
public enum AccountReason {
  /** At least one of its Regions was read. */
  READ,
  /** None of its Regions was read; {@code read_failures} has the reasons. */
  NOT_READ,
  /** Its role could not be assumed. */
  ROLE_DENIED,
  /** It has enabled none of the Regions to read. */
  NO_REGION,
  /** The settings exclude it. */
  EXCLUDED,
  /** Organizations reports this state, in which roles cannot be assumed. */
  SUSPENDED,
  CLOSED,
  PENDING_ACTIVATION,
  /** An earlier snapshot read it, and it is no longer in the organization or its units. */
  LEFT
}
