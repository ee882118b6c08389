package dev.ecsinventory.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Settings that AWS accepts and that have a consequence that an operator may not expect. */
public final class SettingsWarnings {
  /** Lambda's limit, which is the longest run. */
  private static final Duration LONGEST_RUN = Duration.ofMinutes(15);

  /**
   * Memory with which an account and Region is read without waiting for others: two targets of 250
   * services, 10 kB each, in half of the heap, which is 85 % of the memory. docs/benchmarks.md
   * measures them.
   */
  private static final double MEGABYTES_PER_ACCOUNT_AND_REGION = 1024.0 / 75;

  private SettingsWarnings() {}

  /** One sentence for each of these settings. */
  public static List<String> of(InventorySettings settings) {
    List<String> warnings = new ArrayList<>();
    Duration gap = settings.schedule().shortestGap();
    if (gap.compareTo(LONGEST_RUN) < 0) {
      warnings.add(
          ("%s: %s leaves %d minutes between two runs, and a run can take %d. A run that takes"
                  + " longer delays the following ones, and events that wait for an hour are lost"
                  + " (alarm RunLost)")
              .formatted(
                  SettingKey.SCHEDULE.key(),
                  settings.schedule().expression(),
                  gap.toMinutes(),
                  LONGEST_RUN.toMinutes()));
    }
    InventorySettings.Reading reading = settings.reading();
    int pairs = (1 + reading.accountIds().size()) * Math.max(1, reading.regions().size());
    int memory = settings.writing().memoryMegabytes();
    long needed = Math.round(Math.ceil(pairs * MEGABYTES_PER_ACCOUNT_AND_REGION));
    // The number of discovered accounts is not known.
    if (needed > memory && reading.discovery().isEmpty()) {
      warnings.add(
          ("%s: %d MB read %d accounts and Regions concurrently, and there are %d, so some of them"
                  + " wait for others; %s")
              .formatted(
                  SettingKey.MEMORY.key(),
                  memory,
                  (int) (memory / MEGABYTES_PER_ACCOUNT_AND_REGION),
                  pairs,
                  needed <= 10_240 ? needed + " MB avoid this" : "10240 MB help most"));
    }
    return warnings;
  }
}
