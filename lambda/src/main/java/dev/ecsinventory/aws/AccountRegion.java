package dev.ecsinventory.aws;

import static java.util.Objects.requireNonNull;

/** One account in one region: what has read buckets of its own at ECS. */
public record AccountRegion(String accountId, String region) {
  public AccountRegion {
    requireNonNull(accountId, "accountId is null");
    requireNonNull(region, "region is null");
  }

  /** {@code ACCOUNT-REGION}, as it stands in object keys. */
  public String name() {
    return accountId + "-" + region;
  }
}
