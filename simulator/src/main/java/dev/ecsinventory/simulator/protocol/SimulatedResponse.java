package dev.ecsinventory.simulator.protocol;

import static java.util.Objects.requireNonNull;

/** The response to an HTTP request, which may be a simulated network failure. */
public sealed interface SimulatedResponse {

  /** A complete response. */
  record Reply(int status, String contentType, byte[] body) implements SimulatedResponse {
    public Reply {
      requireNonNull(contentType, "contentType is null");
      requireNonNull(body, "body is null");
    }
  }

  /** The beginning of a response, followed by the end of the connection. */
  record Truncated(Reply reply) implements SimulatedResponse {
    public Truncated {
      requireNonNull(reply, "reply is null");
    }
  }

  /** A TCP reset. */
  record Reset() implements SimulatedResponse {}
}
