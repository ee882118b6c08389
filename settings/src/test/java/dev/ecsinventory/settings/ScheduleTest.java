package dev.ecsinventory.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rate(15 minutes)              | PT15M
          rate(1 hour)                  | PT1H
          rate(3 days)                  | PT72H
          cron(0 * * * ? *)             | PT1H
          cron(0/20 * * * ? *)          | PT20M
          cron(0,50 * * * ? *)          | PT50M
          cron(0 6 * * ? *)             | PT24H
          cron(0 6,18 * * ? *)          | PT12H
          cron(0 8-18 ? * MON-FRI *)    | PT62H
          cron(30 6 ? * 2-6 *)          | PT72H
          cron(0 0 1/3 * ? *)           | PT72H
          cron(0 12 ? * SUN,TUE,FRI *)  | PT72H
          """)
  void computesLongestGap(String expression, Duration gap) {
    assertEquals(gap, Schedule.parse(expression, "UTC").longestGap());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rate(15 minutes)              | PT15M
          cron(0 * * * ? *)             | PT1H
          cron(0/20 * * * ? *)          | PT20M
          cron(0,50 * * * ? *)          | PT10M
          cron(0 6 * * ? *)             | PT24H
          cron(0 6,16 * * ? *)          | PT10H
          cron(0 8,22 * * ? *)          | PT10H
          cron(0 8-18 ? * MON-FRI *)    | PT1H
          cron(30 6 ? * 2-6 *)          | PT24H
          cron(0 0 1/3 * ? *)           | PT24H
          cron(0 12 ? * SUN,TUE,FRI *)  | PT48H
          """)
  void shortestGapIsBetweenRunsOfOneDayOrOfTwo(String expression, Duration gap) {
    assertEquals(gap, Schedule.parse(expression, "UTC").shortestGap());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cron(0 6 1 * ? *)         | 744
          cron(0 6 L * ? *)         | 744
          cron(0 6 15W * ? *)       | 768
          cron(0 6 ? * 6L *)        | 840
          cron(0 6 ? * 2#1 *)       | 840
          cron(0 6 ? * L *)         | 168
          cron(0 6 30 FEB ? *)      | 18264
          """)
  void rejectsLongGaps(String expression, long hours) {
    IllegalArgumentException rejected =
        assertThrows(IllegalArgumentException.class, () -> Schedule.parse(expression, "UTC"));
    assertEquals("leaves %d hours without a run".formatted(hours), rejected.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "at(2026-01-01T00:00:00)",
        "rate(0 minutes)",
        "rate(2 hour)",
        "rate(1 week)",
        "cron(0 24 * * ? *)",
        "cron(0 6 ? * 8 *)",
        "cron(0 6 ? * MON#6 *)",
        "cron(0 6 32W * ? *)",
        "cron(0/0 * * * ? *)",
        "cron(5-1 * * * ? *)",
        "cron(0 6 * MAI ? *)",
        "cron(0 6 * * * *)"
      })
  void rejectsExpressionsThatSchedulerRejects(String expression) {
    assertThrows(IllegalArgumentException.class, () -> Schedule.parse(expression, "UTC"));
  }
}
