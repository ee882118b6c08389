package dev.ecsinventory.settings;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.config.Discovery;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.schema.FileFormat;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The validated settings of a deployment. {@link SettingKey} has the accepted values.
 *
 * @param alarmEmail address that receives alarms; if empty, users subscribe to the topic
 */
public record InventorySettings(
    Schedule schedule,
    Reading reading,
    Writing writing,
    Storing storing,
    Asking asking,
    Optional<String> alarmEmail) {
  /** The name of the role in {@code accounts}; the same in all of them. */
  public static final String MEMBER_ROLE = Discovery.DEFAULT_ROLE_NAME;

  static final String UNUSABLE = "settings cannot be used";

  /**
   * The accounts and Regions to read.
   *
   * @param regions empty means the stack's own Region, or with {@link Discovery#enabledRegions} all
   *     that each account has enabled
   * @param accounts accounts to read through the role {@link #MEMBER_ROLE}; empty with a discovery
   * @param memberRoles roles to assume for further accounts
   * @param externalId external ID that these roles' trust policy requires; present if and only if
   *     there are such roles
   * @param readsPerSecond request rate to ECS per account and Region; empty means the function's
   *     default
   * @param discovery how the accounts are found at the beginning of each snapshot, if they are
   */
  public record Reading(
      List<String> regions,
      List<String> accounts,
      List<String> memberRoles,
      Optional<String> externalId,
      Optional<String> readsPerSecond,
      Optional<Discovery> discovery) {
    public Reading {
      regions = List.copyOf(regions);
      accounts = List.copyOf(accounts);
      memberRoles = List.copyOf(memberRoles);
      requireNonNull(externalId, "externalId is null");
      requireNonNull(readsPerSecond, "readsPerSecond is null");
      requireNonNull(discovery, "discovery is null");
    }

    /** The Regions of the list that are not excluded. */
    public List<String> regionsToRead() {
      return regions.stream()
          .filter(region -> !discovery.map(one -> one.excludesRegion(region)).orElse(false))
          .toList();
    }

    /**
     * All roles to assume.
     *
     * @param partition the partition of {@code accounts}, such as {@code aws}
     */
    public List<String> roles(String partition) {
      return Stream.concat(
              accounts.stream()
                  .map(id -> "arn:%s:iam::%s:role/%s".formatted(partition, id, MEMBER_ROLE)),
              memberRoles.stream())
          .toList();
    }

    /** The IDs of all accounts except for the exporter's own, and of discovered ones. */
    public List<String> accountIds() {
      return roles("aws").stream().map(role -> role.split(":")[4]).sorted().toList();
    }
  }

  /**
   * The output: formats, the tag policy, and the function's resources.
   *
   * @param engine what takes the snapshots
   * @param reservedConcurrency whether one execution is reserved for the function
   */
  public record Writing(
      Engine engine,
      Set<FileFormat> formats,
      TagPolicySource tagPolicy,
      int memoryMegabytes,
      boolean reservedConcurrency) {
    public Writing {
      requireNonNull(engine, "engine is null");
      formats = Set.copyOf(formats);
      requireNonNull(tagPolicy, "tagPolicy is null");
    }
  }

  /**
   * The storage.
   *
   * @param jsonDays retention of JSON Lines, in days
   * @param versionDays retention of superseded versions in the table, in days
   * @param kmsKey ARN of the key for bucket, table and query results; empty means AWS's own keys
   * @param accessLogs whether reads of the bucket are logged, to a separate bucket
   */
  public record Storing(
      int jsonDays, int parquetDays, int versionDays, Optional<String> kmsKey, boolean accessLogs) {
    public Storing {
      requireNonNull(kmsKey, "kmsKey is null");
    }
  }

  /**
   * The limits of Athena.
   *
   * @param firstDay the first {@code dt}
   * @param bytesScannedLimit number of bytes after which a query is cancelled
   */
  public record Asking(LocalDate firstDay, long bytesScannedLimit) {
    public Asking {
      requireNonNull(firstDay, "firstDay is null");
    }
  }

  public InventorySettings {
    requireNonNull(schedule, "schedule is null");
    requireNonNull(reading, "reading is null");
    requireNonNull(writing, "writing is null");
    requireNonNull(storing, "storing is null");
    requireNonNull(asking, "asking is null");
    requireNonNull(alarmEmail, "alarmEmail is null");
  }

  /**
   * Reads and checks the settings.
   *
   * @throws InvalidInputException naming every unknown key and every invalid value
   */
  public static InventorySettings from(SettingSources sources) {
    return new InventorySettingsReader(sources).read();
  }
}
