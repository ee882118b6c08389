package dev.ecsinventory.simulator.fault;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.simulator.fleet.FleetRegion;
import java.util.Optional;
import java.util.Set;

/**
 * Selects the calls to which a fault applies. All conditions must hold; an absent one always holds.
 *
 * @param operation such as {@code DescribeTaskSets} or {@code AssumeRole}
 * @param resource a resource that the call affects, see {@link ResourcePattern}: an ARN, a name, or
 *     either with {@code *}. A call affects all resources that it names and its cluster.
 * @param account the caller's account
 * @param region the Region of the call's signature
 * @param nth the first of the matching calls to which the fault applies, from 1
 * @param times number of matching calls to which it applies, {@link #ALWAYS} for all
 */
public record FaultRule(
    Optional<String> operation,
    Optional<String> resource,
    Optional<String> account,
    Optional<String> region,
    int nth,
    int times,
    Fault fault) {
  /** The fault applies to all calls. */
  public static final int ALWAYS = Integer.MAX_VALUE;

  /** The operations that a rule can name. */
  public static final Set<String> OPERATIONS =
      Set.of(
          "ListClusters",
          "DescribeClusters",
          "ListServices",
          "DescribeServices",
          "DescribeTaskSets",
          "DescribeTaskDefinition",
          "AssumeRole",
          "GetCallerIdentity",
          "ListAccounts",
          "ListRoots",
          "ListOrganizationalUnitsForParent",
          "ListAccountsForParent",
          "DescribeEffectivePolicy",
          "ListRegions");

  public FaultRule {
    requireNonNull(operation, "operation is null");
    requireNonNull(resource, "resource is null");
    requireNonNull(account, "account is null");
    requireNonNull(region, "region is null");
    requireNonNull(fault, "fault is null");
    if (operation.isPresent() && !OPERATIONS.contains(operation.get())) {
      throw new IllegalArgumentException(
          "operation is " + operation.get() + "; accepted: " + OPERATIONS);
    }
    if (nth < 1 || times < 1) {
      throw new IllegalArgumentException("nth is " + nth + ", times is " + times + "; both from 1");
    }
  }

  /** A rule for every call. */
  public static FaultRule of(Fault fault) {
    Optional<String> any = Optional.empty();
    return new FaultRule(any, any, any, any, 1, ALWAYS, fault);
  }

  /** This rule for one operation only. */
  public FaultRule on(String operation) {
    return new FaultRule(Optional.of(operation), resource, account, region, nth, times, fault);
  }

  /** This rule for calls that affect one resource only. */
  public FaultRule touching(String resource) {
    return new FaultRule(operation, Optional.of(resource), account, region, nth, times, fault);
  }

  /** This rule for one account and Region only. */
  public FaultRule in(String account, String region) {
    return new FaultRule(
        operation, resource, Optional.of(account), Optional.of(region), nth, times, fault);
  }

  /** This rule for one Region of all accounts only. */
  public FaultRule inRegion(String region) {
    return new FaultRule(operation, resource, account, Optional.of(region), nth, times, fault);
  }

  /** This rule from the nth matching call on. */
  public FaultRule from(int nth) {
    return new FaultRule(operation, resource, account, region, nth, times, fault);
  }

  /** This rule for a number of matching calls only. */
  public FaultRule times(int times) {
    return new FaultRule(operation, resource, account, region, nth, times, fault);
  }

  boolean matches(String operationName, FleetRegion fleetRegion, Set<String> touched) {
    return operation.orElse(operationName).equals(operationName)
        && account.orElse(fleetRegion.account()).equals(fleetRegion.account())
        && region.orElse(fleetRegion.region()).equals(fleetRegion.region())
        && (resource.isEmpty() || touched.stream().anyMatch(this::covers));
  }

  /** Whether the rule applies to this resource. */
  public boolean covers(String arn) {
    return resource.isEmpty() || ResourcePattern.matches(resource.get(), arn);
  }
}
