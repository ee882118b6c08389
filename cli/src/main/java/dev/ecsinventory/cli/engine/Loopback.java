package dev.ecsinventory.cli.engine;

import java.net.URI;

/** The common part of the engines: their address, and failures of start and stop. */
final class Loopback {
  /** Not a name, because it may resolve to an address without a listener. */
  static final String ADDRESS = "127.0.0.1";

  private Loopback() {}

  /** A server's start or stop. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  static URI uri(int port) {
    return URI.create("http://" + ADDRESS + ":" + port);
  }

  static void start(String engine, Step start) {
    run("the embedded " + engine + " did not start", start);
  }

  static void stop(String engine, Step stop) {
    run("the embedded " + engine + " did not stop", stop);
  }

  private static void run(String message, Step step) {
    try {
      step.run();
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new IllegalStateException(message + ": " + e, e);
    }
  }
}
