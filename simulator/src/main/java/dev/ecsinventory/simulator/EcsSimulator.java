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
 * A running ECS endpoint, with the STS that hands out its credentials, at the loopback address.
 *
 * <p>It rejects what ECS rejects. Requests have to be signed; the signature's region is the region
 * they are answered for. Credentials from its own {@code AssumeRole} act in that role's account,
 * all others in the fleet's first account.
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
    // A connection that finds the queue full waits a second or longer, as on a busy machine.
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    server.addConnector(connector);
    server.setHandler(new WireHandler(dispatcher));
    server.setStopTimeout(0);
  }

  /**
   * Starts a simulator; when this returns, it answers.
   *
   * @throws IllegalStateException when it cannot listen, as on a port that is in use
   */
  public static EcsSimulator start(Fleet fleet, SimulatorOptions options) {
    return start(fleet, options, TimeMeter.SYSTEM_NANOTIME);
  }

  /** The same, with the time by which the read buckets fill. */
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

  /** Where it answers, ECS and STS alike: the endpoint to give to an SDK. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  /** Serves another fleet from the next call on. Calls under way end with the old one. */
  public void fleet(Fleet fleet) {
    dispatcher.fleet(requireNonNull(fleet, "fleet is null"));
  }

  /** Makes other things go wrong from the next call on; rules count their calls from here. */
  public void faults(FaultScript script) {
    dispatcher.faults(requireNonNull(script, "script is null"));
  }

  /** The calls so far, always the same live object. */
  public CallCounts calls() {
    return dispatcher.counts();
  }

  /** Stops at once; calls under way are cut off. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the simulator does not stop", e);
    }
  }
}
