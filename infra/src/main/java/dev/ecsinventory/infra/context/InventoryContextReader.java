package dev.ecsinventory.infra.context;

import dev.ecsinventory.config.Settings;
import dev.ecsinventory.infra.context.InventoryContext.Asking;
import dev.ecsinventory.infra.context.InventoryContext.Reading;
import dev.ecsinventory.infra.context.InventoryContext.Storing;
import dev.ecsinventory.infra.context.InventoryContext.Writing;
import dev.ecsinventory.schema.FileFormat;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.Region;

/** Reads an {@link InventoryContext}, value by value. */
final class InventoryContextReader {
  /** Enough for a target of 1,000 services; more memory also allocates more processor time. */
  static final int DEFAULT_MEMORY_MEGABYTES = 1024;

  /** Three months: JSON Lines are for tools and people that read files. Parquet is the archive. */
  static final int DEFAULT_JSON_DAYS = 90;

  /** Seven years and one or two days, the requirement of most audit regimes. */
  static final int DEFAULT_PARQUET_DAYS = 2558;

  /** 10 GiB, which cost five cents. */
  static final long DEFAULT_BYTES_SCANNED_LIMIT = 10_737_418_240L;

  static final LocalDate DEFAULT_FIRST_DAY = LocalDate.of(2026, 1, 1);

  private static final int MAX_DAYS = 36_500;
  private static final String ORGANIZATIONS = "organizations";

  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,576}");
  private static final Pattern KMS_KEY_ARN =
      Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,128}");
  private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

  private final ContextReader reader;
  private final Path root;

  InventoryContextReader(Map<String, Object> context, Path root) {
    this.reader = new ContextReader(context);
    this.root = root;
  }

  InventoryContext read() {
    InventoryContext context =
        new InventoryContext(
            schedule(),
            reading(),
            writing(),
            storing(),
            asking(),
            reader.read(ContextKey.ALARM_EMAIL, value -> matching(EMAIL, value)));
    reader.rejectProblems();
    return context;
  }

  private Schedule schedule() {
    String timeZone =
        reader
            .read(ContextKey.TIME_ZONE, InventoryContextReader::timeZone)
            .orElse(Schedule.DEFAULT_TIME_ZONE);
    return reader
        .read(ContextKey.SCHEDULE, expression -> Schedule.parse(expression, timeZone))
        .orElseGet(() -> Schedule.parse(Schedule.DEFAULT_EXPRESSION, timeZone));
  }

  private Reading reading() {
    Reading reading =
        new Reading(
            reader.readAll(ContextKey.REGIONS, InventoryContextReader::region),
            reader.readAll(ContextKey.MEMBER_ROLES, value -> matching(ROLE_ARN, value)),
            reader.read(ContextKey.EXTERNAL_ID, value -> matching(EXTERNAL_ID, value)),
            reader.read(ContextKey.READS_PER_SECOND, InventoryContextReader::readsPerSecond));
    if (reader.isSet(ContextKey.MEMBER_ROLES) != reader.isSet(ContextKey.EXTERNAL_ID)) {
      reader.problem(ContextKey.EXTERNAL_ID, "is given without memberRoles, or they without it");
    }
    twiceRead(reading.memberRoles())
        .forEach(
            account ->
                reader.problem(
                    ContextKey.MEMBER_ROLES, "has more than one role of account " + account));
    return reading;
  }

  /** The accounts with more than one role. */
  private static Set<String> twiceRead(List<String> roles) {
    Set<String> accounts = new HashSet<>();
    return roles.stream()
        .map(role -> role.split(":")[4])
        .filter(account -> !accounts.add(account))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Writing writing() {
    List<FileFormat> formats = reader.readAll(ContextKey.FORMATS, InventoryContextReader::format);
    return new Writing(
        formats.isEmpty() ? Settings.DEFAULT_FORMATS : Set.copyOf(formats),
        reader.read(ContextKey.TAG_POLICY, this::tagPolicy).orElseGet(TagPolicySource.None::new),
        reader.wholeNumber(ContextKey.MEMORY, DEFAULT_MEMORY_MEGABYTES, 512, 10_240));
  }

  private Storing storing() {
    return new Storing(
        reader.wholeNumber(ContextKey.JSON_DAYS, DEFAULT_JSON_DAYS, 1, MAX_DAYS),
        reader.wholeNumber(ContextKey.PARQUET_DAYS, DEFAULT_PARQUET_DAYS, 1, MAX_DAYS),
        reader.wholeNumber(
            ContextKey.VERSION_DAYS, Settings.DEFAULT_VERSION_RETENTION_DAYS, 1, MAX_DAYS),
        reader.read(ContextKey.KMS_KEY, value -> matching(KMS_KEY_ARN, value)),
        reader.read(ContextKey.ACCESS_LOGS, InventoryContextReader::flag).orElse(true));
  }

  private Asking asking() {
    return new Asking(
        reader.read(ContextKey.FIRST_DAY, InventoryContextReader::day).orElse(DEFAULT_FIRST_DAY),
        reader.wholeNumber(
            ContextKey.BYTES_SCANNED_LIMIT,
            DEFAULT_BYTES_SCANNED_LIMIT,
            10_000_000L,
            Long.MAX_VALUE));
  }

  private TagPolicySource tagPolicy(String value) {
    if (value.equals(ORGANIZATIONS)) {
      return new TagPolicySource.Organizations();
    }
    Path path = root.resolve(value);
    TagPolicyFile.check(path);
    return new TagPolicySource.LocalFile(path);
  }

  private static String timeZone(String value) {
    if (!ZoneId.getAvailableZoneIds().contains(value)) {
      throw new IllegalArgumentException("is not a time zone");
    }
    return value;
  }

  private static String region(String value) {
    boolean known =
        Region.regions().stream()
            .anyMatch(region -> !region.isGlobalRegion() && region.id().equals(value));
    if (!known) {
      throw new IllegalArgumentException("has \"" + value + "\", which is not an AWS Region");
    }
    return value;
  }

  private static String readsPerSecond(String value) {
    if (!value.matches("[0-9]{1,5}([.][0-9]{1,3})?")) {
      throw new IllegalArgumentException("is not a number");
    }
    double number = Double.parseDouble(value);
    if (number < 0.1 || number > 10_000) {
      throw new IllegalArgumentException("is out of range");
    }
    return value;
  }

  private static FileFormat format(String value) {
    return Arrays.stream(FileFormat.values())
        .filter(format -> format.folder().equals(value))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("has \"" + value + "\", which is not a format"));
  }

  private static boolean flag(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("is neither");
    };
  }

  private static LocalDate day(String value) {
    try {
      return LocalDate.parse(value);
    } catch (DateTimeException notADay) {
      throw new IllegalArgumentException("is not a day", notADay);
    }
  }

  private static String matching(Pattern form, String value) {
    if (!form.matcher(value).matches()) {
      throw new IllegalArgumentException("has the wrong form");
    }
    return value;
  }
}
