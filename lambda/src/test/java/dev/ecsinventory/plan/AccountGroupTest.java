package dev.ecsinventory.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.manifest.Deployment;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.manifest.Specification;
import dev.ecsinventory.manifest.Specification.SpecifiedAccount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AccountGroupTest {
  @Test
  void fourAccountsWithFiveRegionsAreAGroup() {
    List<SpecifiedAccount> accounts = new ArrayList<>();
    IntStream.rangeClosed(1, 1000).forEach(number -> accounts.add(account(number, 5)));
    List<AccountGroup> groups = AccountGroup.of(specification(accounts));
    assertEquals(250, groups.size());
    assertEquals("g-0001", groups.getFirst().name());
    assertEquals(
        List.of("000000000001", "000000000002", "000000000003", "000000000004"),
        groups.getFirst().accounts());
    assertEquals("g-0250", groups.getLast().name());
  }

  @Test
  void anAccountWithManyRegionsIsAGroupOfItsOwn() {
    List<AccountGroup> groups =
        AccountGroup.of(specification(List.of(account(1, 1), account(2, 34), account(3, 1))));
    assertEquals(
        List.of(List.of("000000000001"), List.of("000000000002"), List.of("000000000003")),
        groups.stream().map(AccountGroup::accounts).toList());
  }

  @Test
  void anAccountWithoutRegionsIsInAGroup() {
    assertEquals(
        List.of(new AccountGroup("g-0001", List.of("000000000001"))),
        AccountGroup.of(specification(List.of(account(1, 0)))));
    assertThrows(IllegalArgumentException.class, () -> new AccountGroup("g-0001", List.of()));
  }

  /** The order in which the accounts were found does not matter. */
  @Property(tries = 200)
  void eachAccountIsInOneGroup(@ForAll @IntRange(min = 1, max = 300) int count, @ForAll long seed) {
    Random random = new Random(seed);
    List<SpecifiedAccount> accounts = new ArrayList<>();
    Map<String, Integer> regions = new HashMap<>();
    for (int number = 1; number <= count; number++) {
      SpecifiedAccount account = account(number, random.nextInt(25));
      accounts.add(account);
      regions.put(account.id(), Math.max(1, account.regions().size()));
    }
    List<AccountGroup> groups = AccountGroup.of(specification(accounts));
    assertEquals(
        accounts.stream().map(SpecifiedAccount::id).toList(),
        groups.stream().flatMap(group -> group.accounts().stream()).toList());
    for (AccountGroup group : groups) {
      int pairs = group.accounts().stream().mapToInt(regions::get).sum();
      assertTrue(pairs <= AccountGroup.ACCOUNT_REGIONS || group.accounts().size() == 1);
    }
    Collections.shuffle(accounts, random);
    assertEquals(groups, AccountGroup.of(specification(accounts)));
  }

  private static SpecifiedAccount account(int number, int regions) {
    return new SpecifiedAccount(
        "%012d".formatted(number),
        null,
        IntStream.range(0, regions).mapToObj("region-%d"::formatted).toList());
  }

  private static Specification specification(List<SpecifiedAccount> accounts) {
    return new Specification(
        "20260115T060000Z",
        new Deployment("111111111111", "us-east-1", "function", "table"),
        1,
        new Manifest.RequestedScope(List.of(), List.of(), List.of(), List.of(), List.of()),
        accounts,
        List.of("json"),
        null,
        "2026-01-15T06:00:00Z",
        null);
  }
}
