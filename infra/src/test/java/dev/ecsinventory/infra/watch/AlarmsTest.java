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
import java.util.Set;
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
          alarm.path("MetricName").asText(expression(alarm)),
          "%s %s x %s, missing is %s"
              .formatted(
                  alarm.path("ComparisonOperator").asText(),
                  alarm.path("Threshold").asText(),
                  alarm.path("EvaluationPeriods").asText(),
                  alarm.path("TreatMissingData").asText()));
    }
    assertEquals(
        sortedMap(
            "ApproximateNumberOfMessagesVisible",
            "GreaterThanOrEqualToThreshold 1 x 1, missing is notBreaching",
            "FILL(age, 3600)",
            "GreaterThanOrEqualToThreshold 3600 x 2, missing is breaching",
            "AccountsRead",
            "LessThanThreshold 1 x 1, missing is notBreaching",
            "RegionsRead",
            "LessThanThreshold 1 x 1, missing is notBreaching",
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
            "IF(throttled >= 10, 100 * throttled / calls, 0)",
            "GreaterThanThreshold 10 x 1, missing is notBreaching"),
        alarms);
  }

  @Test
  void hasAnAlarmForExecutionsThatEndedWithoutASnapshot() {
    JsonNode alarm =
        Synthesis.once(Map.of("engine", "stepfunctions"))
            .properties(EXPORTER, "AWS::CloudWatch::Alarm")
            .stream()
            .filter(
                each ->
                    expression(each)
                        .equals("FILL(failed, 0) + FILL(timedOut, 0) + FILL(aborted, 0)"))
            .findFirst()
            .orElseThrow();
    assertEquals(1, alarm.path("Threshold").asInt());
    assertEquals(
        Set.of("ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted"),
        Set.copyOf(alarm.findValuesAsText("MetricName")));
    assertEquals(Set.of("AWS/States"), Set.copyOf(alarm.findValuesAsText("Namespace")));
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
  void expectsTheAccountsAndRegionsOfTheSettings() {
    Map<String, Integer> thresholds = new TreeMap<>();
    Synthesis.once(
            Map.of(
                "accounts", "210987654321",
                "memberRoles", "arn:aws:iam::310987654321:role/Reader",
                "externalId", "secret",
                "regions", "eu-west-1,us-east-1"))
        .properties(EXPORTER, "AWS::CloudWatch::Alarm")
        .forEach(
            alarm ->
                thresholds.put(alarm.path("MetricName").asText(), alarm.path("Threshold").asInt()));
    assertEquals(3, thresholds.get("AccountsRead"));
    assertEquals(2, thresholds.get("RegionsRead"));
  }

  /** The number of accounts is the organization's, so no threshold can have it. */
  @Test
  void comparesDiscoveredAccountsWithTheSnapshotBefore() {
    Map<String, String> alarms = new TreeMap<>();
    Synthesis.once(
            Map.of(
                "accounts", "organization",
                "externalId", "secret",
                "regions", "eu-west-1,us-east-1,ap-south-1",
                "excludeRegions", "ap-*"))
        .properties(EXPORTER, "AWS::CloudWatch::Alarm")
        .forEach(
            alarm ->
                alarms.put(
                    alarm.path("MetricName").asText(),
                    alarm.path("ComparisonOperator").asText()
                        + " "
                        + alarm.path("Threshold").asText()));
    assertEquals("GreaterThanOrEqualToThreshold 1", alarms.get("AccountsStopped"));
    assertEquals("LessThanThreshold 2", alarms.get("RegionsRead"));
    assertFalse(alarms.containsKey("AccountsRead"));
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

  private static String expression(JsonNode alarm) {
    return String.join("", alarm.path("Metrics").findValuesAsText("Expression"));
  }

  private static Map<String, String> sortedMap(String... keysAndValues) {
    Map<String, String> map = new TreeMap<>();
    for (int index = 0; index < keysAndValues.length; index += 2) {
      map.put(keysAndValues[index], keysAndValues[index + 1]);
    }
    return map;
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
        .filter(alarm -> expression(alarm).startsWith("FILL(age, "))
        .map(
            alarm ->
                List.of(
                    alarm.findValues("MetricStat").getFirst().path("Period").asInt(),
                    alarm.path("EvaluationPeriods").asInt(),
                    alarm.path("Threshold").asInt()))
        .findFirst()
        .orElseThrow();
  }
}
