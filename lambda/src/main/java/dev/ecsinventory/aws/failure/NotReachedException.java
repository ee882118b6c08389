package dev.ecsinventory.aws.failure;

/** The deadline passed before a call was sent, or while it waited. */
public final class NotReachedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public NotReachedException() {
    super("the function's time ran out");
  }
}
