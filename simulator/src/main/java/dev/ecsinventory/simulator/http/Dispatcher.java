package dev.ecsinventory.simulator.http;

import dev.ecsinventory.simulator.ecs.EcsProtocol;
import dev.ecsinventory.simulator.fault.CallFaults;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fault.FaultScript;
import dev.ecsinventory.simulator.fault.FaultState;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.FleetIndex;
import dev.ecsinventory.simulator.organization.AccountProtocol;
import dev.ecsinventory.simulator.organization.OrganizationsProtocol;
import dev.ecsinventory.simulator.protocol.ApiException;
import dev.ecsinventory.simulator.protocol.Caller;
import dev.ecsinventory.simulator.protocol.Errors;
import dev.ecsinventory.simulator.protocol.Protocol;
import dev.ecsinventory.simulator.protocol.SessionCredentials;
import dev.ecsinventory.simulator.protocol.Signature;
import dev.ecsinventory.simulator.protocol.SimulatedRequest;
import dev.ecsinventory.simulator.protocol.SimulatedResponse;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import dev.ecsinventory.simulator.sts.StsProtocol;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Executes the steps of a request: caller, operation, counting, delay, faults, rate limits,
 * response.
 */
public final class Dispatcher {
  private final SimulatorOptions options;
  private final Protocol ecs;
  private final Protocol sts = new StsProtocol(Clock.systemUTC());
  private final Protocol organizations;
  private final Protocol accounts;
  private final ReadBuckets buckets;
  private final CallCounts counts = new CallCounts();
  private final AtomicLong calls = new AtomicLong();
  private volatile FleetIndex fleet;
  private volatile FaultState faults = new FaultState(FaultScript.NONE);

  public Dispatcher(Fleet fleet, SimulatorOptions options, TimeMeter time) {
    this.options = options;
    this.fleet = new FleetIndex(fleet);
    this.ecs = new EcsProtocol(options);
    this.organizations = new OrganizationsProtocol(options);
    this.accounts = new AccountProtocol(options);
    this.buckets = new ReadBuckets(options, time);
  }

  public void fleet(Fleet newFleet) {
    fleet = new FleetIndex(newFleet);
  }

  public void faults(FaultScript script) {
    faults = new FaultState(script);
  }

  public CallCounts counts() {
    return counts;
  }

  SimulatedResponse respond(SimulatedRequest incoming) throws InterruptedException {
    Protocol protocol = protocol(incoming);
    try {
      return respond(incoming, protocol);
    } catch (ApiException e) {
      return protocol.error(e);
    }
  }

  private Protocol protocol(SimulatedRequest incoming) {
    if (incoming.path().equals(AccountProtocol.LIST_REGIONS)) {
      return accounts;
    }
    String target = incoming.header(EcsProtocol.TARGET).orElse("");
    if (target.startsWith(OrganizationsProtocol.TARGET_PREFIX)) {
      return organizations;
    }
    boolean form = incoming.header("Content-Type").orElse("").contains("x-www-form-urlencoded");
    return form && target.isEmpty() ? sts : ecs;
  }

  private SimulatedResponse respond(SimulatedRequest incoming, Protocol protocol)
      throws InterruptedException {
    // One index for the complete call; a fleet that is replaced meanwhile applies to the next call.
    FleetIndex served = fleet;
    Signature signature = incoming.signature();
    Protocol.Action action = protocol.action(incoming);
    signature.requireProduct(protocol.product());
    Optional<String> token = incoming.header("X-Amz-Security-Token");
    Caller caller = SessionCredentials.caller(signature, token, served);
    if (!served.isEnabled(caller.fleetRegion())) {
      throw Errors.invalidSecurityToken();
    }
    counts.called(action.operation(), caller.fleetRegion());
    Protocol.Exchange exchange = action.exchange(caller, served);
    CallFaults active = faults.begin(action.operation(), caller.fleetRegion(), exchange.touched());
    Thread.sleep(latency().plus(active.delay()));
    Optional<FaultRule> rejection = active.rejection();
    if (rejection.isPresent() && rejection.get().fault() instanceof Fault.ConnectionReset) {
      return new SimulatedResponse.Reset();
    }
    reject(rejection, protocol, action, caller, exchange);
    if (!buckets.take(action.operation(), caller.fleetRegion())) {
      throw throttled(protocol, action, caller);
    }
    SimulatedResponse.Reply reply = exchange.response(active);
    return active.truncated() ? new SimulatedResponse.Truncated(reply) : reply;
  }

  private void reject(
      Optional<FaultRule> rule,
      Protocol protocol,
      Protocol.Action action,
      Caller caller,
      Protocol.Exchange exchange) {
    if (rule.isEmpty()) {
      return;
    }
    switch (rule.get().fault()) {
      case Fault.Throttle _ -> throw throttled(protocol, action, caller);
      case Fault.ServerError _ -> throw Errors.serverError();
      case Fault.ClientError _ -> throw Errors.clientError();
      case Fault.Error error ->
          throw new ApiException(error.status(), error.code(), error.message());
      case Fault.AccessDenied _ -> {
        String resource =
            exchange.touched().stream().filter(rule.get()::covers).findFirst().orElse("*");
        throw protocol == sts
            ? Errors.roleDenied(caller, resource)
            : Errors.accessDenied(caller, protocol.product() + ":" + action.operation(), resource);
      }
      case Fault.ConnectionReset _,
          Fault.TruncatedBody _,
          Fault.Slow _,
          Fault.Missing _,
          Fault.Disappear _ -> {}
    }
  }

  private ApiException throttled(Protocol protocol, Protocol.Action action, Caller caller) {
    counts.throttled(action.operation(), caller.fleetRegion());
    return protocol.throttled();
  }

  private Duration latency() {
    if (options.jitter().isZero()) {
      return options.latency();
    }
    SplittableRandom random = new SplittableRandom(options.seed() + calls.incrementAndGet());
    return options.latency().plusNanos(random.nextLong(options.jitter().toNanos()));
  }
}
