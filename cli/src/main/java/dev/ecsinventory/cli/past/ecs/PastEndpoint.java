package dev.ecsinventory.cli.past.ecs;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/** A running ECS endpoint of the past, on the loopback address only. */
public final class PastEndpoint implements AutoCloseable {
  private final Server server = new Server(new VirtualThreadPool());
  private final ServerConnector connector;

  private PastEndpoint(PastHandler handler, int port) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(handler);
    server.setStopTimeout(0);
  }

  /**
   * Starts an endpoint.
   *
   * @param asOf the time that clients ask about
   * @param account of callers whose access key ID is no account ID; empty for the only account of
   *     the snapshot
   * @param port to listen on, 0 for any free one
   * @throws IllegalStateException when it cannot listen
   */
  public static PastEndpoint start(PastEcs ecs, Instant asOf, Optional<String> account, int port) {
    requireNonNull(ecs, "ecs is null");
    PastEndpoint endpoint =
        new PastEndpoint(new PastHandler(ecs, asOf, account.or(ecs::onlyAccount)), port);
    try {
      endpoint.server.start();
      return endpoint;
    } catch (Exception failure) {
      endpoint.close();
      throw new IllegalStateException("cannot listen on port " + port, failure);
    }
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception failure) {
      throw new IllegalStateException("the endpoint does not stop", failure);
    }
  }
}
