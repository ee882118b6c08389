package dev.ecsinventory.plan;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ecsinventory.manifest.Specification;
import dev.ecsinventory.manifest.Specification.SpecifiedAccount;
import java.util.ArrayList;
import java.util.List;

/**
 * The accounts that one child of a state machine reads, with all of their Regions. The accounts and
 * Regions of a group are read concurrently, each at its own request rate, so that a group takes as
 * long as its slowest account and Region.
 *
 * @param name {@code g-0001} and so on, part of the names of checkpoints
 * @param accounts account IDs, sorted
 */
public record AccountGroup(@JsonProperty("group") String name, List<String> accounts) {
  /**
   * The account-Region pairs of a group. With more, a group would wait longer for its slowest pair;
   * with fewer, a snapshot of an organization would cost more invocations and state transitions.
   */
  static final int ACCOUNT_REGIONS = 20;

  public AccountGroup {
    requireNonNull(name, "name is null");
    accounts = List.copyOf(accounts);
    if (accounts.isEmpty()) {
      throw new IllegalArgumentException("group " + name + " has no account");
    }
  }

  /**
   * The groups of a snapshot: each account is in one group. The same specification always has the
   * same groups.
   */
  public static List<AccountGroup> of(Specification specification) {
    List<AccountGroup> groups = new ArrayList<>();
    List<String> packed = new ArrayList<>();
    int pairs = 0;
    for (SpecifiedAccount account : specification.accounts()) {
      int own = pairs(account);
      if (!packed.isEmpty() && pairs + own > ACCOUNT_REGIONS) {
        groups.add(group(groups.size() + 1, packed));
        packed.clear();
        pairs = 0;
      }
      packed.add(account.id());
      pairs += own;
    }
    if (!packed.isEmpty()) {
      groups.add(group(groups.size() + 1, packed));
    }
    return List.copyOf(groups);
  }

  /** The tag policy of an account without Regions is read, too. */
  private static int pairs(SpecifiedAccount account) {
    return Math.max(1, account.regions().size());
  }

  private static AccountGroup group(int number, List<String> accounts) {
    return new AccountGroup("g-%04d".formatted(number), accounts);
  }
}
