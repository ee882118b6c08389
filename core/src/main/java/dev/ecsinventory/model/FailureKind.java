package dev.ecsinventory.model;

/** Why a part of the requested scope could not be read. */
public enum FailureKind {
  /** IAM or a service control policy denied the call. */
  DENIED,
  /** ECS still responded {@code Rate exceeded} to the last attempt. */
  THROTTLED,
  /** The resource was listed, or requested by name, and did not exist when it was described. */
  MISSING,
  /** ECS does not offer the operation for this resource. */
  UNSUPPORTED,
  /** A server error, a broken connection, an unreadable response or an error of no other kind. */
  FAULT,
  /** The function's time ran out first. */
  NOT_REACHED
}
