package dev.ecsinventory.infra.storage;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.config.Settings;
import dev.ecsinventory.schema.ObjectKeys;
import java.util.Optional;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.s3.IBucket;

/**
 * The inventory's storage, for use by other stacks.
 *
 * @param kmsKey ARN of the key that encrypts both; empty for AWS's own keys
 */
public record Storage(IBucket bucket, ITable table, Optional<String> kmsKey) {
  /** The prefix of all keys that the function writes. */
  public static final String PREFIX = Settings.DEFAULT_PREFIX;

  /**
   * Outside the inventory's prefix, so that the function can neither read nor write query results.
   */
  public static final String QUERY_RESULTS = "athena-results/";

  public Storage {
    requireNonNull(bucket, "bucket is null");
    requireNonNull(table, "table is null");
    requireNonNull(kmsKey, "kmsKey is null");
  }

  public ObjectKeys keys() {
    return new ObjectKeys(PREFIX);
  }
}
