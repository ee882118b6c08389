package dev.ecsinventory.simulator.fleet;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An organization: its units and all its accounts, also those without ECS resources.
 *
 * @param id such as {@code o-exampleorg1}
 * @param root ID of the root, such as {@code r-ex01}
 * @param managementAccount the account that may call Organizations
 * @param administrators the delegated administrators, which may call it, too
 * @param units the organizational units; a unit's parent is the root or another unit
 */
public record Organization(
    String id,
    String root,
    String managementAccount,
    Set<String> administrators,
    List<Unit> units,
    List<Member> members) {
  /** The states of an account, as Organizations names them. */
  public static final List<String> STATES =
      List.of("PENDING_ACTIVATION", "ACTIVE", "SUSPENDED", "PENDING_CLOSURE", "CLOSED");

  public Organization {
    requireNonNull(id, "id is null");
    requireNonNull(root, "root is null");
    requireNonNull(managementAccount, "managementAccount is null");
    administrators = Set.copyOf(administrators);
    units = List.copyOf(units);
    members = List.copyOf(members);
  }

  /** Whether an account may list the organization. */
  public boolean isAdministrator(String account) {
    return account.equals(managementAccount) || administrators.contains(account);
  }

  /** Whether the root or a unit has this ID. */
  public boolean hasParent(String parent) {
    return parent.equals(root) || units.stream().anyMatch(unit -> unit.id().equals(parent));
  }

  /** The ARN of an entity, such as {@code account} and the account's ID. */
  public String arn(String type, String entity) {
    return "arn:aws:organizations::%s:%s/%s/%s".formatted(managementAccount, type, id, entity);
  }

  /** An organizational unit. */
  public record Unit(String id, String name, String parent) {
    public Unit {
      requireNonNull(id, "id is null");
      requireNonNull(name, "name is null");
      requireNonNull(parent, "parent is null");
    }
  }

  /**
   * An account of the organization.
   *
   * @param state one of {@link #STATES}, or another one that a later API may have
   * @param parent ID of the root or of a unit
   * @param optInRegions the Regions that the account enabled
   * @param tagPolicy its effective tag policy, if one is in force
   */
  public record Member(
      String id,
      String name,
      String state,
      String parent,
      Set<String> optInRegions,
      Optional<Document> tagPolicy) {
    public Member {
      requireNonNull(id, "id is null");
      requireNonNull(name, "name is null");
      requireNonNull(state, "state is null");
      requireNonNull(parent, "parent is null");
      optInRegions = Set.copyOf(optInRegions);
      requireNonNull(tagPolicy, "tagPolicy is null");
    }

    /** An active account. */
    public static Member active(String id, String name, String parent) {
      return new Member(id, name, "ACTIVE", parent, Set.of(), Optional.empty());
    }

    /** This account in another state. */
    public Member in(String newState) {
      return new Member(id, name, newState, parent, optInRegions, tagPolicy);
    }

    /** Whether its roles can be assumed. */
    public boolean isUsable() {
      return !Set.of("PENDING_ACTIVATION", "SUSPENDED", "CLOSED").contains(state);
    }

    /** Whether the account uses the Region. */
    public boolean isEnabled(String region) {
      return !AwsRegions.OPT_IN.contains(region) || optInRegions.contains(region);
    }
  }
}
