package dev.ecsinventory.model;

/** The compliance status on one task set's tags. */
public enum ComplianceStatus {
  COMPLIANT,
  NON_COMPLIANT,
  /** The tags could not be read, so nothing is said about them. */
  UNKNOWN,
  /** No tag policy is set, or none of its rules is about the task set. */
  NOT_EVALUATED
}
