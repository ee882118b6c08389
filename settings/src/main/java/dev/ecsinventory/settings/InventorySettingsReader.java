package dev.ecsinventory.settings;

import dev.ecsinventory.config.Settings;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.settings.InventorySettings.Asking;
import dev.ecsinventory.settings.InventorySettings.Storing;
import dev.ecsinventory.settings.InventorySettings.Writing;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Reads an {@link InventorySettings}, value by value. */
final class InventorySettingsReader {
  private static final String ORGANIZATIONS = "organizations";

  private final SettingValues reader;

  InventorySettingsReader(SettingSources sources) {
    this.reader = new SettingValues(sources);
  }

  InventorySettings read() {
    InventorySettings settings =
        new InventorySettings(
            schedule(),
            new ReadingReader(reader).read(),
            writing(),
            storing(),
            asking(),
            reader.read(
                SettingKey.ALARM_EMAIL,
                value -> SettingValues.matching(SettingKey.ALARM_EMAIL, value)));
    reader.rejectProblems();
    return settings;
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

  private Writing writing() {
    List<FileFormat> formats = reader.readAll(SettingKey.FORMATS, InventorySettingsReader::format);
    Engine engine = reader.read(SettingKey.ENGINE, Engine::of).orElse(Engine.FUNCTION);
    return new Writing(
        engine,
        formats.isEmpty() ? Settings.DEFAULT_FORMATS : Set.copyOf(formats),
        reader
            .readGiven(SettingKey.TAG_POLICY, InventorySettingsReader::tagPolicy)
            .orElseGet(TagPolicySource.None::new),
        reader.wholeNumber(SettingKey.MEMORY),
        reader
            .read(SettingKey.RESERVED_CONCURRENCY, value -> reserved(value, engine))
            .orElse(engine == Engine.FUNCTION));
  }

  private Storing storing() {
    return new Storing(
        reader.wholeNumber(SettingKey.JSON_DAYS),
        reader.wholeNumber(SettingKey.PARQUET_DAYS),
        reader.wholeNumber(SettingKey.VERSION_DAYS),
        reader.read(SettingKey.KMS_KEY, value -> SettingValues.matching(SettingKey.KMS_KEY, value)),
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

  private static boolean reserved(String value, Engine engine) {
    boolean reserved = flag(value);
    if (reserved && engine == Engine.STEP_FUNCTIONS) {
      throw new IllegalArgumentException("is one execution, and this engine needs several");
    }
    return reserved;
  }

  private static LocalDate day(String value) {
    try {
      return LocalDate.parse(value);
    } catch (DateTimeException notADay) {
      throw new IllegalArgumentException("is not a day", notADay);
    }
  }
}
