package dev.ecsinventory.simulator;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.simulator.fault.FaultScript;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.http.CallCounts;
import dev.ecsinventory.simulator.http.Dispatcher;
import dev.ecsinventory.simulator.http.WireHandler;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import io.github.bucket4j.TimeMeter;
import java.net.URI;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/**
 * A running ECS endpoint at the loopback address, with the STS that issues its credentials and the
 * organization of its accounts.
 *
 * <p>It rejects the requests that ECS rejects. Requests must be signed; the Region of the signature
 * determines the Region of the response. Credentials from its own {@code AssumeRole} belong to that
 * role's account, all others to the fleet's first account.
 */
public final class EcsSimulator implements AutoCloseable {
  private static final int ACCEPT_QUEUE = 1_024;

  private final Server server;
  private final ServerConnector connector;
  private final Dispatcher dispatcher;

  private EcsSimulator(Fleet fleet, SimulatorOptions options, TimeMeter time) {
    dispatcher = new Dispatcher(fleet, options, time);
    server = new Server(new VirtualThreadPool());
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(options.port());
    // The queue is long, because a client whose connection finds it full waits at least a second,
    // which occurs on a busy machine.
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    server.addConnector(connector);
    server.setHandler(new WireHandler(dispatcher));
    server.setStopTimeout(0);
  }

  /**
   * Starts a simulator; it accepts requests when this returns.
   *
   * @throws IllegalStateException when it cannot listen, because the port is in use, for example
   */
  public static EcsSimulator start(Fleet fleet, SimulatorOptions options) {
    return start(fleet, options, TimeMeter.SYSTEM_NANOTIME);
  }

  /** The same with the clock of the read buckets. */
  public static EcsSimulator start(Fleet fleet, SimulatorOptions options, TimeMeter time) {
    requireNonNull(fleet, "fleet is null");
    requireNonNull(options, "options is null");
    EcsSimulator simulator = new EcsSimulator(fleet, options, time);
    try {
      simulator.server.start();
      return simulator;
    } catch (Exception e) {
      simulator.close();
      throw new IllegalStateException("cannot listen on port " + options.port(), e);
    }
  }

  /** The endpoint of ECS, STS, Organizations and Account Management for an SDK. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  /** Serves another fleet from the next call on. Calls in progress end with the old one. */
  public void fleet(Fleet fleet) {
    dispatcher.fleet(requireNonNull(fleet, "fleet is null"));
  }

  /** Replaces the faults from the next call on; rules count their calls from here. */
  public void faults(FaultScript script) {
    dispatcher.faults(requireNonNull(script, "script is null"));
  }

  /** The live counts of calls, always the same object. */
  public CallCounts calls() {
    return dispatcher.counts();
  }

  /** Stops immediately, without waiting for calls in progress. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the simulator does not stop", e);
    }
  }
}
