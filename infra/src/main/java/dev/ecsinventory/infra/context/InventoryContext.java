package dev.ecsinventory.infra.context;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.schema.FileFormat;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The validated context. {@link ContextKey} has the accepted values.
 *
 * @param alarmEmail address that receives alarms; if empty, users subscribe to the topic
 */
public record InventoryContext(
    Schedule schedule,
    Reading reading,
    Writing writing,
    Storing storing,
    Asking asking,
    Optional<String> alarmEmail) {
  /**
   * The accounts and Regions to read.
   *
   * @param regions empty means the stack's own Region
   * @param memberRoles roles to assume for other accounts
   * @param externalId external ID that the member roles' trust policy requires; present if and only
   *     if there are member roles
   * @param readsPerSecond request rate to ECS per account and Region; empty means the function's
   *     default
   */
  public record Reading(
      List<String> regions,
      List<String> memberRoles,
      Optional<String> externalId,
      Optional<String> readsPerSecond) {
    public Reading {
      regions = List.copyOf(regions);
      memberRoles = List.copyOf(memberRoles);
      requireNonNull(externalId, "externalId is null");
      requireNonNull(readsPerSecond, "readsPerSecond is null");
    }
  }

  /** The output: formats, the tag policy, and the function's memory. */
  public record Writing(Set<FileFormat> formats, TagPolicySource tagPolicy, int memoryMegabytes) {
    public Writing {
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

  public InventoryContext {
    requireNonNull(schedule, "schedule is null");
    requireNonNull(reading, "reading is null");
    requireNonNull(writing, "writing is null");
    requireNonNull(storing, "storing is null");
    requireNonNull(asking, "asking is null");
    requireNonNull(alarmEmail, "alarmEmail is null");
  }

  /**
   * Reads and checks the context.
   *
   * @param root the folder to which file names in the context are relative
   * @throws InvalidInputException naming every unknown key and every invalid value
   */
  public static InventoryContext from(Map<String, Object> context, Path root) {
    return new InventoryContextReader(context, root).read();
  }
}
