package dev.ecsinventory.simulator;

import static java.util.Objects.requireNonNull;

/** A call fails with this status and error code; the protocol encodes the response. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  ApiException(int status, String code, String message) {
    super(requireNonNull(message, "message is null"));
    this.status = status;
    this.code = requireNonNull(code, "code is null");
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
