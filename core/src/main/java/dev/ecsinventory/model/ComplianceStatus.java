package dev.ecsinventory.model;

/** The compliance status of a task set's tags. */
public enum ComplianceStatus {
  COMPLIANT,
  NON_COMPLIANT,
  /** The tags or the policy could not be read, so nothing is known about compliance. */
  UNKNOWN,
  /** No tag policy is set, or none of its rules applies to the task set. */
  NOT_EVALUATED
}
