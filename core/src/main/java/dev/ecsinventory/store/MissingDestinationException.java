package dev.ecsinventory.store;

/** The bucket, the table or the directory that snapshots are to be written to does not exist. */
public final class MissingDestinationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public MissingDestinationException(String message, Throwable cause) {
    super(message, cause);
  }
}
