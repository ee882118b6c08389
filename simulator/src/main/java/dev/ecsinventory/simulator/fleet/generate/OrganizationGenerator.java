package dev.ecsinventory.simulator.fleet.generate;

import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fault.FaultScript;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.FleetRegion;
import dev.ecsinventory.simulator.fleet.Organization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Generates an organization and its ECS resources from a seed. The first account is the management
 * account. About one account in 25 is suspended, closed or not yet activated.
 */
public final class OrganizationGenerator {
  /** ID of the generated organization. */
  public static final String ORGANIZATION = "o-exampleorg1";

  private static final String ROOT = "r-ex01";
  private static final long FIRST_ACCOUNT = 100_000_000_000L;
  private static final long BETWEEN_ACCOUNTS = 7_919;
  private static final int UNITS = 12;
  private static final int ONE_IN_UNUSABLE = 25;

  private final long seed;
  private final List<String> regions;

  /**
   * A generator.
   *
   * @param regions the Regions that every account uses
   */
  public OrganizationGenerator(long seed, List<String> regions) {
    this.seed = seed;
    this.regions = List.copyOf(regions);
  }

  /** ID of the account with a number, from 0. */
  public static String account(int number) {
    return String.valueOf(FIRST_ACCOUNT + number * BETWEEN_ACCOUNTS);
  }

  /**
   * An organization with a number of accounts.
   *
   * @param accounts from 1
   * @param services services of all accounts together, in every third usable account and Region
   */
  public Fleet generate(int accounts, int services) {
    Organization organization = organization(accounts);
    List<FleetRegion> used =
        organization.members().stream()
            .filter(Organization.Member::isUsable)
            .flatMap(member -> regions.stream().map(region -> new FleetRegion(member.id(), region)))
            .toList();
    SplittableRandom random = new SplittableRandom(seed);
    Set<FleetRegion> busy = Set.copyOf(used.stream().filter(_ -> random.nextInt(3) == 0).toList());
    int each = busy.isEmpty() ? 0 : Math.ceilDiv(services, busy.size());
    List<Fleet.Account> described = new ArrayList<>();
    for (Organization.Member member : organization.members()) {
      described.add(
          new Fleet.Account(
              member.id(),
              Optional.empty(),
              regions.stream()
                  .map(region -> new FleetRegion(member.id(), region))
                  .filter(busy::contains)
                  .map(here -> region(here, each))
                  .toList()));
    }
    return new Fleet(described, Optional.of(organization));
  }

  private Fleet.Region region(FleetRegion here, int services) {
    return new RegionGenerator(seed, true, here).region(new FleetSize(1, services, 1));
  }

  private Organization organization(int accounts) {
    List<Organization.Unit> units =
        IntStream.range(0, UNITS)
            .mapToObj(
                number ->
                    new Organization.Unit(unit(number), "Unit " + number, parentOfUnit(number)))
            .toList();
    SplittableRandom random = new SplittableRandom(seed);
    List<Organization.Member> members = new ArrayList<>();
    for (int number = 0; number < accounts; number++) {
      int unit = random.nextInt(UNITS + 1);
      Organization.Member member =
          Organization.Member.active(
              account(number), "account-" + number, unit == UNITS ? ROOT : unit(unit));
      boolean unusable = number > 0 && random.nextInt(ONE_IN_UNUSABLE) == 0;
      members.add(unusable ? member.in(unusableState(random)) : member);
    }
    return new Organization(ORGANIZATION, ROOT, account(0), Set.of(), units, members);
  }

  private static String unusableState(SplittableRandom random) {
    List<String> states = List.of("SUSPENDED", "CLOSED", "PENDING_ACTIVATION");
    return states.get(random.nextInt(states.size()));
  }

  private static String unit(int number) {
    return "ou-ex01-%08d".formatted(number);
  }

  /** Units form a tree: each third one is directly below the root. */
  private static String parentOfUnit(int number) {
    return number % 3 == 0 ? ROOT : unit(number - 1);
  }

  /**
   * What fails in a large organization: an account denies its role, an account and Region is
   * denied, and a Region cannot be reached from any account.
   *
   * @param deniedRole number of the account
   * @param denied number of the account
   */
  public static FaultScript faults(
      int deniedRole, int denied, String deniedRegion, Optional<String> unreachableRegion) {
    List<FaultRule> rules = new ArrayList<>();
    rules.add(
        FaultRule.of(new Fault.AccessDenied())
            .on("AssumeRole")
            .touching("arn:aws:iam::" + account(deniedRole) + ":role/*"));
    rules.add(FaultRule.of(new Fault.AccessDenied()).in(account(denied), deniedRegion));
    unreachableRegion.ifPresent(
        region -> rules.add(FaultRule.of(new Fault.ConnectionReset()).inRegion(region)));
    return new FaultScript(rules);
  }
}
