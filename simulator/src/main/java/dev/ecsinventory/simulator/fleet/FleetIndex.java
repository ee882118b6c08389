package dev.ecsinventory.simulator.fleet;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** An index of a fleet by name, which a running simulator replaces atomically. */
public final class FleetIndex {
  private final Fleet fleet;
  private final Map<FleetRegion, Map<String, IndexedCluster>> clusters = new HashMap<>();
  private final Map<FleetRegion, FleetTaskDefinitions> taskDefinitions = new ConcurrentHashMap<>();
  private final Map<String, Fleet.Account> accounts = new HashMap<>();
  private final Map<String, Organization.Member> members = new HashMap<>();

  public FleetIndex(Fleet fleet) {
    this.fleet = fleet;
    fleet
        .organization()
        .ifPresent(one -> one.members().forEach(member -> members.put(member.id(), member)));
    for (Fleet.Account account : fleet.accounts()) {
      accounts.put(account.id(), account);
      for (Fleet.Region region : account.regions()) {
        Map<String, IndexedCluster> byName = new LinkedHashMap<>();
        region.clusters().forEach(cluster -> byName.put(cluster.name(), index(cluster)));
        clusters.put(new FleetRegion(account.id(), region.name()), byName);
      }
    }
  }

  /** A cluster and its services by name, in the order of the description. */
  public record IndexedCluster(Fleet.Cluster cluster, Map<String, Fleet.Service> services) {
    public Optional<Fleet.Service> service(String name) {
      return Optional.ofNullable(services.get(name));
    }
  }

  private static IndexedCluster index(Fleet.Cluster cluster) {
    Map<String, Fleet.Service> services = new LinkedHashMap<>();
    cluster.services().forEach(service -> services.put(service.name(), service));
    return new IndexedCluster(cluster, services);
  }

  /** The account of every caller who has not assumed a role. */
  public String firstAccount() {
    return fleet.accounts().getFirst().id();
  }

  public Optional<Fleet.Account> account(String id) {
    return Optional.ofNullable(accounts.get(id));
  }

  public Optional<Organization> organization() {
    return fleet.organization();
  }

  /** The account as its organization lists it; empty for an account in no organization. */
  public Optional<Organization.Member> member(String id) {
    return Optional.ofNullable(members.get(id));
  }

  /** Whether an account uses the Region: it was enabled by default or by the account. */
  public boolean isEnabled(FleetRegion fleetRegion) {
    return member(fleetRegion.account())
        .map(member -> member.isEnabled(fleetRegion.region()))
        .orElse(true);
  }

  public Optional<IndexedCluster> cluster(FleetRegion fleetRegion, String name) {
    return Optional.ofNullable(clusters.getOrDefault(fleetRegion, Map.of()).get(name));
  }

  /** The clusters of a Region; an unknown Region has none. */
  public Collection<IndexedCluster> clusters(FleetRegion fleetRegion) {
    return List.copyOf(clusters.getOrDefault(fleetRegion, Map.of()).values());
  }

  public Optional<Fleet.TaskDefinition> taskDefinition(FleetRegion fleetRegion, String arn) {
    return taskDefinitions(fleetRegion).byArn(arn);
  }

  /** The active one of the highest revision. */
  public Optional<Fleet.TaskDefinition> newestTaskDefinition(
      FleetRegion fleetRegion, String family) {
    return taskDefinitions(fleetRegion).newest(family);
  }

  /** Created on first use, because it parses every document and most simulators never need it. */
  private FleetTaskDefinitions taskDefinitions(FleetRegion fleetRegion) {
    return taskDefinitions.computeIfAbsent(
        fleetRegion,
        here ->
            account(here.account()).stream()
                .flatMap(account -> account.regions().stream())
                .filter(region -> region.name().equals(here.region()))
                .findFirst()
                .map(region -> FleetTaskDefinitions.in(here, region))
                .orElse(FleetTaskDefinitions.NONE));
  }
}
