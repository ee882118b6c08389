package dev.ecsinventory.settings;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A cron expression of EventBridge Scheduler: minutes, hours, day of month, month, day of week and
 * year, of which one of the days is {@code ?}. It runs at the same times on each of its days.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based">
 *     Cron-based schedules</a>
 */
final class CronExpression {
  private static final List<String> FIELDS =
      List.of("minutes", "hours", "day of month", "month", "day of week");

  private static final CronParser PARSER = new CronParser(definition());
  private static final ZonedDateTime BEGIN =
      ZonedDateTime.of(2027, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  /** Two years and a month: every month and each distance between two of them occurs. */
  private static final Duration PERIOD = Duration.ofDays(762);

  private static final ZonedDateTime END = BEGIN.plus(PERIOD);

  private final List<ZonedDateTime> days;
  private final List<LocalTime> times;

  private CronExpression(List<ZonedDateTime> days, List<LocalTime> times) {
    this.days = days;
    this.times = times;
  }

  private static CronDefinition definition() {
    return CronDefinitionBuilder.defineCron()
        .withMinutes()
        .withStrictRange()
        .and()
        .withHours()
        .withStrictRange()
        .and()
        .withDayOfMonth()
        .supportsL()
        .supportsW()
        .supportsQuestionMark()
        .withStrictRange()
        .and()
        .withMonth()
        .withStrictRange()
        .and()
        .withDayOfWeek()
        .withValidRange(1, 7)
        .withMondayDoWValue(2)
        .supportsHash()
        .supportsL()
        .supportsQuestionMark()
        .withStrictRange()
        .and()
        .instance();
  }

  static CronExpression parse(String expression) {
    String[] fields = expression.strip().split("\\s+");
    if (fields.length != FIELDS.size() + 1) {
      throw new IllegalArgumentException("has " + fields.length + " cron fields instead of six");
    }
    for (int index = 0; index < FIELDS.size(); index++) {
      requireField(index, fields[index]);
    }
    if (fields[2].equals("?") == fields[4].equals("?")) {
      throw new IllegalArgumentException("must have ? as either its day of month or day of week");
    }
    if (!fields[5].equals("*")) {
      throw new IllegalArgumentException("would stop for good: its year must be *");
    }
    return new CronExpression(
        runs(END, "0", "0", fields[2], fields[3], fields[4]),
        runs(BEGIN.plusDays(1), fields[0], fields[1], "*", "*", "?").stream()
            .map(ZonedDateTime::toLocalTime)
            .toList());
  }

  /** Parses a field alone, because the parser's message does not name it. */
  private static void requireField(int index, String field) {
    String[] fields = {"0", "0", "*", "*", "*"};
    fields[index] = field;
    try {
      PARSER.parse(String.join(" ", fields));
    } catch (IllegalArgumentException rejected) {
      throw new IllegalArgumentException(
          "has \"" + field + "\" as its " + FIELDS.get(index), rejected);
    }
  }

  /** The runs of a valid expression before {@code end}. */
  private static List<ZonedDateTime> runs(ZonedDateTime end, String... fields) {
    ExecutionTime times = ExecutionTime.forCron(PARSER.parse(String.join(" ", fields)));
    List<ZonedDateTime> runs = new ArrayList<>();
    Optional<ZonedDateTime> next = times.nextExecution(BEGIN.minusSeconds(1));
    while (next.isPresent() && next.get().isBefore(end)) {
      runs.add(next.get());
      next = times.nextExecution(next.get());
    }
    return runs;
  }

  /** The longest time between two runs, without clock changes. */
  Duration longestGap() {
    List<Duration> gaps = gaps();
    // The first run counts from the start, so that an expression that never fires has a long gap.
    gaps.add(
        days.isEmpty() ? PERIOD.minusDays(1) : Duration.between(BEGIN, first(days.getFirst())));
    return Collections.max(gaps);
  }

  /** The shortest time between two runs, without clock changes. */
  Duration shortestGap() {
    return gaps().stream().min(Comparator.naturalOrder()).orElse(PERIOD);
  }

  private List<Duration> gaps() {
    List<Duration> gaps = new ArrayList<>();
    for (int index = 1; index < times.size(); index++) {
      gaps.add(Duration.between(times.get(index - 1), times.get(index)));
    }
    for (int index = 1; index < days.size(); index++) {
      gaps.add(Duration.between(last(days.get(index - 1)), first(days.get(index))));
    }
    return gaps;
  }

  private ZonedDateTime first(ZonedDateTime day) {
    return day.with(times.getFirst());
  }

  private ZonedDateTime last(ZonedDateTime day) {
    return day.with(times.getLast());
  }
}
