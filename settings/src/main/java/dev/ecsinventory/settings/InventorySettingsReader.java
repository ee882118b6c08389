package dev.ecsinventory.settings;

import dev.ecsinventory.config.Settings;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.settings.InventorySettings.Asking;
import dev.ecsinventory.settings.InventorySettings.Reading;
import dev.ecsinventory.settings.InventorySettings.Storing;
import dev.ecsinventory.settings.InventorySettings.Writing;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.Region;

/** Reads an {@link InventorySettings}, value by value. */
final class InventorySettingsReader {
  private static final String ORGANIZATIONS = "organizations";

  private static final String STEP_FUNCTIONS = "stepfunctions";

  private final SettingValues reader;

  InventorySettingsReader(SettingSources sources) {
    this.reader = new SettingValues(sources);
  }

  InventorySettings read() {
    reader.read(SettingKey.ENGINE, InventorySettingsReader::engine);
    InventorySettings settings =
        new InventorySettings(
            schedule(),
            reading(),
            writing(),
            storing(),
            asking(),
            reader.read(SettingKey.ALARM_EMAIL, value -> matching(SettingKey.ALARM_EMAIL, value)));
    reader.rejectProblems();
    return settings;
  }

  private static String engine(String value) {
    if (value.equals(STEP_FUNCTIONS)) {
      throw new IllegalArgumentException("comes with a later release");
    }
    if (!value.equals(SettingKey.ENGINE.preset())) {
      throw new IllegalArgumentException("is not an engine");
    }
    return value;
  }

  private Schedule schedule() {
    String timeZone =
        reader
            .read(SettingKey.TIME_ZONE, InventorySettingsReader::timeZone)
            .orElse(SettingKey.TIME_ZONE.preset());
    return reader
        .read(SettingKey.SCHEDULE, expression -> Schedule.parse(expression, timeZone))
        .orElseGet(() -> Schedule.parse(SettingKey.SCHEDULE.preset(), timeZone));
  }

  private Reading reading() {
    Reading reading =
        new Reading(
            reader.readAll(SettingKey.REGIONS, InventorySettingsReader::region),
            reader.readAll(SettingKey.ACCOUNTS, value -> matching(SettingKey.ACCOUNTS, value)),
            reader.readAll(
                SettingKey.MEMBER_ROLES, value -> matching(SettingKey.MEMBER_ROLES, value)),
            reader.read(SettingKey.EXTERNAL_ID, value -> matching(SettingKey.EXTERNAL_ID, value)),
            reader.read(SettingKey.READS_PER_SECOND, InventorySettingsReader::readsPerSecond));
    boolean others = reader.isSet(SettingKey.ACCOUNTS) || reader.isSet(SettingKey.MEMBER_ROLES);
    if (others != reader.isSet(SettingKey.EXTERNAL_ID)) {
      reader.problem(
          SettingKey.EXTERNAL_ID,
          others
              ? "is not set, but the roles of accounts and memberRoles require it"
              : "is set without accounts or memberRoles");
    }
    twiceRead(reading.accountIds())
        .forEach(
            account ->
                reader.problem(
                    reading.memberRoles().isEmpty() ? SettingKey.ACCOUNTS : SettingKey.MEMBER_ROLES,
                    "has more than one role of account " + account));
    return reading;
  }

  /** The accounts with more than one role. */
  private static Set<String> twiceRead(List<String> accountIds) {
    Set<String> accounts = new HashSet<>();
    return accountIds.stream()
        .filter(account -> !accounts.add(account))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Writing writing() {
    List<FileFormat> formats = reader.readAll(SettingKey.FORMATS, InventorySettingsReader::format);
    return new Writing(
        formats.isEmpty() ? Settings.DEFAULT_FORMATS : Set.copyOf(formats),
        reader
            .readGiven(SettingKey.TAG_POLICY, InventorySettingsReader::tagPolicy)
            .orElseGet(TagPolicySource.None::new),
        reader.wholeNumber(SettingKey.MEMORY),
        reader.read(SettingKey.RESERVED_CONCURRENCY, InventorySettingsReader::flag).orElse(true));
  }

  private Storing storing() {
    return new Storing(
        reader.wholeNumber(SettingKey.JSON_DAYS),
        reader.wholeNumber(SettingKey.PARQUET_DAYS),
        reader.wholeNumber(SettingKey.VERSION_DAYS),
        reader.read(SettingKey.KMS_KEY, value -> matching(SettingKey.KMS_KEY, value)),
        reader.read(SettingKey.ACCESS_LOGS, InventorySettingsReader::flag).orElse(true));
  }

  private Asking asking() {
    return new Asking(
        reader
            .read(SettingKey.FIRST_DAY, InventorySettingsReader::day)
            .orElseGet(() -> LocalDate.parse(SettingKey.FIRST_DAY.preset())),
        reader.longNumber(SettingKey.BYTES_SCANNED_LIMIT));
  }

  private static TagPolicySource tagPolicy(GivenSetting given) {
    String value = SettingValues.text(given.value());
    if (value.equals(ORGANIZATIONS)) {
      return new TagPolicySource.Organizations();
    }
    Path path = given.folder().resolve(value);
    TagPolicyFile.read(path);
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
    SettingForm.Decimal form = (SettingForm.Decimal) SettingKey.READS_PER_SECOND.form();
    double number = Double.parseDouble(value);
    if (number < form.least() || number > form.most()) {
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

  private static String matching(SettingKey key, String value) {
    String pattern =
        switch (key.form()) {
          case SettingForm.Text text -> text.pattern();
          case SettingForm.TextList list -> list.pattern();
          case SettingForm other -> throw new IllegalStateException(key + " is " + other);
        };
    if (!Pattern.compile(pattern).matcher(value).matches()) {
      throw new IllegalArgumentException("has the wrong form");
    }
    return value;
  }
}
