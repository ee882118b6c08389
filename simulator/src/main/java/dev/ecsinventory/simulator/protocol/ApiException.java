package dev.ecsinventory.simulator.protocol;

import static java.util.Objects.requireNonNull;

/** A call is rejected with this status and error code; the answer's protocol spells it out. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  public ApiException(int status, String code, String message) {
    super(requireNonNull(message, "message is null"));
    this.status = status;
    this.code = requireNonNull(code, "code is null");
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }
}
