package dev.ecsinventory.manifest;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.config.Settings;

/**
 * The installation that takes a snapshot. Without it, two installations that write to one bucket
 * and prefix would complete each other's snapshots.
 *
 * @param accountId account of the function's own credentials
 * @param region Region of the function
 * @param function name of the Lambda function; {@link Settings#LOCAL_FUNCTION} elsewhere
 * @param table name or ARN of the table
 */
public record Deployment(String accountId, String region, String function, String table) {
  public Deployment {
    requireNonNull(accountId, "accountId is null");
    requireNonNull(region, "region is null");
    requireNonNull(function, "function is null");
    requireNonNull(table, "table is null");
  }

  /** The installation with these settings in the account {@code accountId}. */
  public static Deployment of(String accountId, Settings settings) {
    return new Deployment(
        accountId, settings.homeRegion(), settings.functionName(), settings.table());
  }

  /** For messages. */
  @Override
  public String toString() {
    return "function %s with table %s in %s/%s".formatted(function, table, accountId, region);
  }
}
