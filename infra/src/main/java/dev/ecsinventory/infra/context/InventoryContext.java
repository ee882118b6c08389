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
 * What is deployed, all checked. {@link ContextKey} says what each value may be.
 *
 * @param alarmEmail who is told when an alarm goes off; empty leaves subscribing to the topic
 */
public record InventoryContext(
    Schedule schedule,
    Reading reading,
    Writing writing,
    Storing storing,
    Asking asking,
    Optional<String> alarmEmail) {
  /**
   * What is read.
   *
   * @param regions empty means the region that the stack is in
   * @param memberRoles roles to assume for other accounts
   * @param externalId what the member roles' trust asks for; present exactly with member roles
   * @param readsPerSecond the share of an account and region's ECS read bucket; empty leaves it to
   *     the function
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

  /** How it is written: formats, what tags are evaluated by, and the function's memory. */
  public record Writing(Set<FileFormat> formats, TagPolicySource tagPolicy, int memoryMegabytes) {
    public Writing {
      formats = Set.copyOf(formats);
      requireNonNull(tagPolicy, "tagPolicy is null");
    }
  }

  /**
   * How it is kept.
   *
   * @param jsonDays after how many days JSON Lines expire
   * @param versionDays after how many days old versions in the table expire
   * @param kmsKey ARN of the key for bucket, table and query results; empty means AWS's own keys
   * @param accessLogs whether reads of the bucket are logged, to a bucket of their own
   */
  public record Storing(
      int jsonDays, int parquetDays, int versionDays, Optional<String> kmsKey, boolean accessLogs) {
    public Storing {
      requireNonNull(kmsKey, "kmsKey is null");
    }
  }

  /**
   * What Athena may do.
   *
   * @param firstDay the first {@code dt} that there is
   * @param bytesScannedLimit after how many bytes a query is cancelled
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
   * @param root the folder that file names in the context are relative to
   * @throws InvalidInputException naming every key that is unknown and every value that is wrong
   */
  public static InventoryContext from(Map<String, Object> context, Path root) {
    return new InventoryContextReader(context, root).read();
  }
}
