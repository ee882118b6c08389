package dev.ecsinventory.simulator.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The rules that apply to one call. */
public record CallFaults(List<FaultRule> rules) {
  public static final CallFaults NONE = new CallFaults(List.of());

  public CallFaults {
    rules = List.copyOf(rules);
  }

  public Duration delay() {
    return rules.stream()
        .map(FaultRule::fault)
        .filter(Fault.Slow.class::isInstance)
        .map(fault -> ((Fault.Slow) fault).delay())
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** The first rule by which the call has no response of ECS. */
  public Optional<FaultRule> rejection() {
    return rules.stream().filter(rule -> rejects(rule.fault())).findFirst();
  }

  private static boolean rejects(Fault fault) {
    return switch (fault) {
      case Fault.Throttle _,
          Fault.ServerError _,
          Fault.ClientError _,
          Fault.AccessDenied _,
          Fault.Error _,
          Fault.ConnectionReset _ ->
          true;
      case Fault.TruncatedBody _, Fault.Slow _, Fault.Missing _, Fault.Disappear _ -> false;
    };
  }

  public boolean truncated() {
    return rules.stream().anyMatch(rule -> rule.fault() instanceof Fault.TruncatedBody);
  }

  /** Whether the description of this resource is an entry in {@code failures[]}. */
  public boolean missing(String arn) {
    return any(arn, fault -> fault instanceof Fault.Missing || fault.equals(DELETED));
  }

  /** Whether this resource was deleted, so that calls within it fail as if it had never existed. */
  public boolean deleted(String arn) {
    return any(arn, DELETED::equals);
  }

  /** Whether this resource was deleted and is still visible as INACTIVE. */
  public boolean inactive(String arn) {
    return any(arn, INACTIVE::equals);
  }

  private static final Fault DELETED = new Fault.Disappear(false);
  private static final Fault INACTIVE = new Fault.Disappear(true);

  private boolean any(String arn, Predicate<Fault> fault) {
    return rules.stream().anyMatch(rule -> fault.test(rule.fault()) && rule.covers(arn));
  }
}
