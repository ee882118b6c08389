package dev.ecsinventory.simulator.protocol;

import static java.util.Objects.requireNonNull;

/** What goes back over the wire for a request. */
public sealed interface SimulatedResponse {

  /** A whole answer. */
  record Reply(int status, String contentType, byte[] body) implements SimulatedResponse {
    public Reply {
      requireNonNull(contentType, "contentType is null");
      requireNonNull(body, "body is null");
    }
  }

  /** The beginning of an answer, then the end of the connection. */
  record Truncated(Reply reply) implements SimulatedResponse {
    public Truncated {
      requireNonNull(reply, "reply is null");
    }
  }

  /** A TCP reset. */
  record Reset() implements SimulatedResponse {}
}
