package dev.ecsinventory.infra.watch;

import static dev.ecsinventory.infra.Synthesis.EXPORTER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.infra.Synthesis;
import dev.ecsinventory.pipeline.RunMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlarmsTest {
  private final Synthesis standard = Synthesis.once(Map.of());

  @Test
  void hasAnAlarmForEveryCauseOfUntrustworthyData() {
    Map<String, String> alarms = new TreeMap<>();
    for (JsonNode alarm : standard.properties(EXPORTER, "AWS::CloudWatch::Alarm")) {
      assertFalse(alarm.path("AlarmActions").isEmpty());
      alarms.put(
          alarm.path("MetricName").asText("(expression)"),
          "%s %s x %s, missing is %s"
              .formatted(
                  alarm.path("ComparisonOperator").asText(),
                  alarm.path("Threshold").asText(),
                  alarm.path("EvaluationPeriods").asText(),
                  alarm.path("TreatMissingData").asText()));
    }
    assertEquals(
        Map.of(
            "ApproximateNumberOfMessagesVisible",
            "GreaterThanOrEqualToThreshold 1 x 1, missing is notBreaching",
            "NewestCompleteAge",
            "GreaterThanOrEqualToThreshold 3600 x 2, missing is breaching",
            "TableNotWritten",
            "GreaterThanOrEqualToThreshold 1 x 1, missing is notBreaching",
            "Errors",
            "GreaterThanOrEqualToThreshold 1 x 1, missing is notBreaching",
            "EventsNotSent",
            "GreaterThanOrEqualToThreshold 1 x 1, missing is notBreaching",
            "Throttles",
            "GreaterThanOrEqualToThreshold 1 x 3, missing is notBreaching",
            "PartialSnapshots",
            "GreaterThanOrEqualToThreshold 1 x 1, missing is notBreaching",
            "(expression)",
            "GreaterThanThreshold 10 x 1, missing is notBreaching"),
        alarms);
  }

  @Test
  void usesTheMetricsThatTheFunctionWrites() throws Exception {
    assertEquals(RunMetrics.NAMESPACE, InventoryMetrics.NAMESPACE);
    assertEquals(RunMetrics.SERVICE, InventoryMetrics.SERVICE);
    String sources = sourcesOfTheFunction();
    for (InventoryMetrics metric : InventoryMetrics.values()) {
      assertTrue(sources.contains('"' + metric.metricName() + '"'), metric.metricName());
    }
  }

  @Test
  void ignoresFewThrottledCalls() {
    assertTrue(
        standard.properties(EXPORTER, "AWS::CloudWatch::Alarm").stream()
            .flatMap(alarm -> alarm.path("Metrics").findValuesAsText("Expression").stream())
            .toList()
            .contains("IF(throttled >= 10, 100 * throttled / calls, 0)"));
  }

  @Test
  void evaluatesTwoPeriodsForStaleness() {
    assertEquals(List.of(300, 2, 900), stalenessOf("rate(5 minutes)"));
    assertEquals(List.of(900, 2, 900), stalenessOf("rate(15 minutes)"));
    assertEquals(List.of(86400, 2, 86400), stalenessOf("rate(1 day)"));
    assertEquals(List.of(3600, 124, 3600), stalenessOf("cron(0 8-18 ? * MON-FRI *)"));
  }

  @Test
  void allowsAlarmsToPublishAndSubscribesTheAddress() {
    Synthesis mailed = Synthesis.once(Map.of("alarmEmail", "team@example.org"));
    assertEquals(
        "team@example.org",
        mailed.only(EXPORTER, "AWS::SNS::Subscription").path("Endpoint").asText());
    assertTrue(
        mailed
            .only(EXPORTER, "AWS::SNS::TopicPolicy")
            .toString()
            .contains("cloudwatch.amazonaws.com"));
    assertTrue(standard.properties(EXPORTER, "AWS::SNS::Subscription").isEmpty());
  }

  private static String sourcesOfTheFunction() throws IOException {
    StringBuilder sources = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("..", "lambda", "src", "main", "java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        sources.append(Files.readString(file));
      }
    }
    return sources.toString();
  }

  private static List<Integer> stalenessOf(String schedule) {
    return Synthesis.once(Map.of("schedule", schedule))
        .properties(EXPORTER, "AWS::CloudWatch::Alarm")
        .stream()
        .filter(alarm -> alarm.path("MetricName").asText().equals("NewestCompleteAge"))
        .map(
            alarm ->
                List.of(
                    alarm.path("Period").asInt(),
                    alarm.path("EvaluationPeriods").asInt(),
                    alarm.path("Threshold").asInt()))
        .findFirst()
        .orElseThrow();
  }
}
