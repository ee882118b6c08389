package dev.ecsinventory.simulator;

import static java.util.Objects.requireNonNull;

/** The response to an HTTP request, which may be a simulated network failure. */
sealed interface Outcome {

  /** A complete response. */
  record Reply(int status, String contentType, byte[] body) implements Outcome {
    public Reply {
      requireNonNull(contentType, "contentType is null");
      requireNonNull(body, "body is null");
    }
  }

  /** The beginning of a response, followed by the end of the connection. */
  record Truncated(Reply reply) implements Outcome {
    public Truncated {
      requireNonNull(reply, "reply is null");
    }
  }

  /** A TCP reset. */
  record Reset() implements Outcome {}
}
