package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.SnapshotAccounts;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.Organization.Member;
import dev.ecsinventory.simulator.fleet.generate.OrganizationGenerator;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/**
 * Listed accounts = read ∪ those with a reason, for random organizations whose pages are short or
 * empty, and in which roles are denied and accounts excluded.
 */
class GeneratedOrganizationsTest {
  private static final List<String> REGIONS = List.of("eu-west-1", "us-east-1");
  private static final String FIRST = "20260115T060000Z";

  @Property(tries = 6)
  void everyListedAccountIsReadOrHasAReason(
      @ForAll @IntRange(min = 1, max = 10_000) int seed,
      @ForAll @IntRange(min = 1, max = 90) int accounts)
      throws IOException {
    check(seed, accounts, REGIONS, 30);
  }

  /** The figures of a large organization. */
  @Example
  @Tag("exhaustive")
  void aThousandAccountsInFiveRegions() throws IOException {
    List<String> regions =
        List.of("ap-south-1", "eu-central-1", "eu-west-1", "us-east-1", "us-west-2");
    check(1, 1_000, regions, 20_000);
  }

  private static void check(int seed, int accounts, List<String> regions, int services)
      throws IOException {
    Fleet fleet = new OrganizationGenerator(seed, regions).generate(accounts, services);
    SplittableRandom random = new SplittableRandom(seed);
    List<FaultRule> faults = new ArrayList<>();
    List<String> excluded = new ArrayList<>(List.of("000000000000"));
    Map<String, String> expected = new TreeMap<>();
    for (Member member : fleet.organization().orElseThrow().members()) {
      boolean first = member.id().equals(OrganizationGenerator.account(0));
      int fate = first ? 0 : random.nextInt(12);
      expected.put(member.id(), reason(member, fate));
      if (fate == 1) {
        excluded.add(member.id());
      } else if (fate == 2) {
        faults.add(
            FaultRule.of(new Fault.AccessDenied())
                .on("AssumeRole")
                .touching("arn:aws:iam::" + member.id() + ":role/EcsInventoryReader"));
      }
    }
    SimulatorOptions options = SimulatorOptions.DEFAULTS.withShuffle(true).withSeed(seed);
    Path directory = Files.createTempDirectory("organization");
    try (Exporter exporter =
        Exporter.of(fleet, options, directory)
            .organization()
            .set("INVENTORY_REGIONS", String.join(",", regions))
            .set("INVENTORY_EXCLUDE_ACCOUNTS", String.join(",", excluded))
            .faults(faults.toArray(FaultRule[]::new))) {
      Row summary = exporter.run();
      assertEquals(expected, Organizations.reasons(exporter, FIRST));
      assertEquals(accounts, summary.get(Snapshots.ACCOUNT_COUNT));
      assertEquals(
          expected.values().stream().filter("READ"::equals).count(),
          (long) summary.get(Snapshots.READ_ACCOUNT_COUNT));
      assertEquals(
          expected.containsValue("ROLE_DENIED") ? "PARTIAL" : "COMPLETE",
          summary.get(Snapshots.STATUS));
      Organizations.rows(exporter, FIRST).values().stream()
          .filter(row -> row.get(SnapshotAccounts.READ))
          .forEach(row -> assertEquals(regions, row.get(SnapshotAccounts.REGIONS_READ)));
    }
  }

  private static String reason(Member member, int fate) {
    if (fate == 1) {
      return "EXCLUDED";
    }
    if (!member.isUsable()) {
      return member.state();
    }
    return fate == 2 ? "ROLE_DENIED" : "READ";
  }
}
