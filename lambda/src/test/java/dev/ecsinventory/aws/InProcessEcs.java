package dev.ecsinventory.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fault.FaultScript;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.http.Dispatcher;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * A reader of a simulated account and Region in this process. The real client sends the calls, and
 * the real simulator responds to them; only the sockets between the two are missing.
 */
public final class InProcessEcs implements AutoCloseable {
  public static final AccountRegion PLACE = new AccountRegion("123456789012", "us-east-1");

  private static final double AS_FAST_AS_CAN_BE = 10_000;
  private static final Backoff QUICK =
      new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(5));

  private final Dispatcher dispatcher;
  private final DispatchedHttpClient http;
  private final AwsClients clients;
  private final EcsReader reader;

  private InProcessEcs(Fleet fleet) {
    this.dispatcher = new Dispatcher(fleet, SimulatorOptions.DEFAULTS, TimeMeter.SYSTEM_NANOTIME);
    this.http = new DispatchedHttpClient(dispatcher);
    this.clients =
        new AwsClients(
            PLACE.region(), AS_FAST_AS_CAN_BE, EcsReader.DEFAULT_CONCURRENT_CALLS, QUICK, http);
    this.reader =
        clients.ecs(
            PLACE,
            Optional.of(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("AKIDEXAMPLE", "secret"))));
  }

  public static InProcessEcs of(Fleet fleet) {
    return new InProcessEcs(fleet);
  }

  /** A fleet of one account and Region. */
  public static InProcessEcs of(String clusters) {
    return of(
        Fleet.parse(
            """
            {"accounts": [{"id": "123456789012", "regions": [
              {"name": "us-east-1", "clusters": [%s]}]}]}
            """
                .formatted(clusters)));
  }

  public InProcessEcs faults(FaultRule... rules) {
    dispatcher.faults(FaultScript.of(rules));
    return this;
  }

  /** Changes each successful response: from the operation and its response to the body. */
  public InProcessEcs bend(BiFunction<String, ObjectNode, String> by) {
    http.bend(by);
    return this;
  }

  public EcsReader reader() {
    return reader;
  }

  /** The bodies of all requests of an operation, failed ones included. */
  public List<JsonNode> requests(String operation) {
    return http.requests(operation);
  }

  @Override
  public void close() {
    clients.close();
  }
}
