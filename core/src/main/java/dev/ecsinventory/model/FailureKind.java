package dev.ecsinventory.model;

/** Why a part of the requested scope could not be read. */
public enum FailureKind {
  /** IAM or a service control policy rejected the call. */
  DENIED,
  /** ECS still answered {@code Rate exceeded} after the last attempt. */
  THROTTLED,
  /** What was listed, or asked for by name, was not there when it was described. */
  MISSING,
  /** ECS does not offer the operation for this resource. */
  UNSUPPORTED,
  /** A server error, a broken connection, an unreadable answer or an error of no other kind. */
  FAULT,
  /** The function's time ran out first. */
  NOT_REACHED
}
