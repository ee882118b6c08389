package dev.ecsinventory.infra.context;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cron expression of EventBridge Scheduler: minutes, hours, day of month, month, day of week and
 * year, of which one of the days is {@code ?}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based">
 *     Cron-based schedules</a>
 */
final class CronExpression {
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  private static final CronField MINUTE = new CronField("minutes", 0, 59, List.of());
  private static final CronField HOUR = new CronField("hours", 0, 23, List.of());
  private static final CronField DAY_OF_MONTH = new CronField("day of month", 1, 31, List.of());
  private static final CronField MONTH = new CronField("month", 1, 12, MONTHS);
  private static final CronField DAY_OF_WEEK = new CronField("day of week", 1, 7, DAYS);

  private static final Pattern NEAREST_WEEKDAY = Pattern.compile("([0-9]{1,2})W");
  private static final Pattern LAST_OF_MONTH = Pattern.compile("([0-9A-Z]{1,3})L");
  private static final Pattern NTH_OF_MONTH = Pattern.compile("([0-9A-Z]{1,3})#([1-5])");

  /** Two years and a month, which contain every month and every distance between two months. */
  private static final int DAYS_LOOKED_AT = 762;

  private final SortedSet<Integer> minutes;
  private final SortedSet<Integer> hours;
  private final SortedSet<Integer> months;
  private final Predicate<LocalDate> day;

  private CronExpression(String[] fields) {
    minutes = MINUTE.values(fields[0]);
    hours = HOUR.values(fields[1]);
    months = MONTH.values(fields[3]);
    day = day(fields[2], fields[4]);
    if (!fields[5].equals("*")) {
      throw new IllegalArgumentException("would stop for good: its year must be *");
    }
  }

  static CronExpression parse(String expression) {
    String[] fields = expression.strip().split("\\s+");
    if (fields.length != 6) {
      throw new IllegalArgumentException("has " + fields.length + " cron fields instead of six");
    }
    return new CronExpression(fields);
  }

  /** The longest time between two runs, without clock changes. */
  Duration longestGap() {
    Duration longest = Duration.ZERO;
    // The gap before the first run counts, so that an expression that never matches has a long gap.
    LocalDateTime last = LocalDate.of(2027, 1, 1).atStartOfDay();
    for (int index = 0; index < DAYS_LOOKED_AT; index++) {
      LocalDate date = LocalDate.of(2027, 1, 1).plusDays(index);
      if (months.contains(date.getMonthValue()) && day.test(date)) {
        longest =
            longer(longest, Duration.between(last, runAt(date, hours.first(), minutes.first())));
        longest = longer(longest, longestGapWithinDay(date));
        last = runAt(date, hours.last(), minutes.last());
      }
    }
    LocalDateTime end = LocalDate.of(2027, 1, 1).plusDays(DAYS_LOOKED_AT).atStartOfDay();
    return longer(longest, Duration.between(last, end).minusDays(1));
  }

  /** The shortest time between two runs, without clock changes. */
  Duration shortestGap() {
    Duration shortest = Duration.ofDays(DAYS_LOOKED_AT);
    LocalDateTime last = null;
    for (int index = 0; index < DAYS_LOOKED_AT; index++) {
      LocalDate date = LocalDate.of(2027, 1, 1).plusDays(index);
      if (months.contains(date.getMonthValue()) && day.test(date)) {
        LocalDateTime first = runAt(date, hours.first(), minutes.first());
        shortest = last == null ? shortest : shorter(shortest, Duration.between(last, first));
        last = runAt(date, hours.last(), minutes.last());
      }
    }
    return gapsWithinDay(LocalDate.EPOCH).stream().reduce(shortest, CronExpression::shorter);
  }

  private Duration longestGapWithinDay(LocalDate date) {
    return gapsWithinDay(date).stream().reduce(Duration.ZERO, CronExpression::longer);
  }

  private List<Duration> gapsWithinDay(LocalDate date) {
    List<Duration> gaps = new ArrayList<>();
    LocalDateTime last = null;
    for (int hour : hours) {
      for (int minute : minutes) {
        LocalDateTime run = runAt(date, hour, minute);
        if (last != null) {
          gaps.add(Duration.between(last, run));
        }
        last = run;
      }
    }
    return gaps;
  }

  private static LocalDateTime runAt(LocalDate date, int hour, int minute) {
    return date.atTime(hour, minute);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Predicate<LocalDate> day(String ofMonth, String ofWeek) {
    if (ofMonth.equals("?") == ofWeek.equals("?")) {
      throw new IllegalArgumentException("must have ? as either its day of month or day of week");
    }
    String items = ofWeek.equals("?") ? ofMonth : ofWeek;
    return Arrays.stream(items.split(",", -1))
        .map(item -> ofWeek.equals("?") ? dayOfMonth(item) : dayOfWeek(item))
        .reduce(date -> false, Predicate::or);
  }

  private static Predicate<LocalDate> dayOfMonth(String item) {
    Matcher nearest = NEAREST_WEEKDAY.matcher(item);
    if (item.equals("L")) {
      return date -> date.getDayOfMonth() == date.lengthOfMonth();
    }
    if (nearest.matches()) {
      int target = DAY_OF_MONTH.value(nearest.group(1));
      return date -> date.equals(nearestWeekday(date, target));
    }
    SortedSet<Integer> days = DAY_OF_MONTH.values(item);
    return date -> days.contains(date.getDayOfMonth());
  }

  private static LocalDate nearestWeekday(LocalDate month, int dayOfMonth) {
    LocalDate target = month.withDayOfMonth(Math.min(dayOfMonth, month.lengthOfMonth()));
    return switch (target.getDayOfWeek()) {
      case SATURDAY -> target.getDayOfMonth() == 1 ? target.plusDays(2) : target.minusDays(1);
      case SUNDAY ->
          target.getDayOfMonth() == target.lengthOfMonth()
              ? target.minusDays(2)
              : target.plusDays(1);
      case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> target;
    };
  }

  private static Predicate<LocalDate> dayOfWeek(String item) {
    Matcher last = LAST_OF_MONTH.matcher(item);
    Matcher nth = NTH_OF_MONTH.matcher(item);
    if (item.equals("L")) {
      return date -> date.getDayOfWeek() == DayOfWeek.SATURDAY;
    }
    if (last.matches()) {
      DayOfWeek target = javaDay(DAY_OF_WEEK.value(last.group(1)));
      return date -> date.equals(date.with(TemporalAdjusters.lastInMonth(target)));
    }
    if (nth.matches()) {
      DayOfWeek target = javaDay(DAY_OF_WEEK.value(nth.group(1)));
      int ordinal = Integer.parseInt(nth.group(2));
      return date -> date.equals(date.with(TemporalAdjusters.dayOfWeekInMonth(ordinal, target)));
    }
    SortedSet<Integer> days = DAY_OF_WEEK.values(item);
    return date -> days.contains(date.getDayOfWeek().getValue() % 7 + 1);
  }

  /** Scheduler counts from Sunday, which is 1. */
  private static DayOfWeek javaDay(int day) {
    return day == 1 ? DayOfWeek.SUNDAY : DayOfWeek.of(day - 1);
  }
}
