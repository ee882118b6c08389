package dev.ecsinventory.infra;

import static dev.ecsinventory.infra.Synthesis.EXPORTER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.infra.catalog.Statement;
import dev.ecsinventory.infra.watch.InventoryMetrics;
import dev.ecsinventory.report.Reporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExporterStackTest {
  private final Synthesis standard = Synthesis.once(Map.of());

  @Test
  void runsTheFunctionThroughItsAliasOnly() {
    String alias = logicalId("AWS::Lambda::Alias");
    JsonNode target = schedule().path("Target");
    assertEquals(alias, target.at("/Arn/Ref").asText());
    assertEquals("live", standard.only(EXPORTER, "AWS::Lambda::Alias").path("Name").asText());
    assertEquals("rate(1 hour)", schedule().path("ScheduleExpression").asText());
  }

  @Test
  void givesTheFunctionTheEnvelopeOfTheScheduledTime() throws Exception {
    assertEquals(
        """
        {"version":"0","id":"<aws.scheduler.execution-id>","detail-type":"Scheduled Event",\
        "source":"aws.scheduler","account":"${AWS::AccountId}",\
        "time":"<aws.scheduler.scheduled-time>","region":"${AWS::Region}",\
        "resources":["<aws.scheduler.schedule-arn>"],"detail":{}}\
        """,
        TemplateTexts.of(schedule().at("/Target/Input")));
  }

  @Test
  void keepsEveryEventThatCouldNotBeRun() {
    String queue = logicalId("AWS::SQS::Queue");
    JsonNode target = schedule().path("Target");
    assertEquals(queue, target.at("/DeadLetterConfig/Arn/Fn::GetAtt/0").asText());
    assertEquals(5, target.at("/RetryPolicy/MaximumRetryAttempts").asInt());
    assertEquals(3600, target.at("/RetryPolicy/MaximumEventAgeInSeconds").asInt());
    JsonNode invoke = standard.only(EXPORTER, "AWS::Lambda::EventInvokeConfig");
    assertEquals(
        queue, invoke.at("/DestinationConfig/OnFailure/Destination/Fn::GetAtt/0").asText());
    assertEquals(2, invoke.path("MaximumRetryAttempts").asInt());
    assertEquals(3600, invoke.path("MaximumEventAgeInSeconds").asInt());
    assertTrue(invoke.path("Qualifier").toString().contains(logicalId("AWS::Lambda::Alias")));
  }

  @Test
  void runsOneSnapshotAtATimeOnJava25AndArm() {
    JsonNode function = function(standard);
    assertEquals("java25", function.path("Runtime").asText());
    assertEquals("arm64", function.at("/Architectures/0").asText());
    assertEquals(1, function.path("ReservedConcurrentExecutions").asInt());
    assertEquals(900, function.path("Timeout").asInt());
    assertEquals("Active", function.at("/TracingConfig/Mode").asText());
    assertEquals("JSON", function.at("/LoggingConfig/LogFormat").asText());
    assertEquals(
        90, standard.only(EXPORTER, "AWS::Logs::LogGroup").path("RetentionInDays").asInt());
  }

  @Test
  void tellsTheFunctionWhatTheContextSays() {
    JsonNode variables =
        function(
                Synthesis.once(
                    Map.of(
                        "regions",
                        "eu-west-1,us-east-1",
                        "formats",
                        "parquet",
                        "readsPerSecond",
                        2,
                        "versionDays",
                        30)))
            .at("/Environment/Variables");
    Map<String, String> plain = new TreeMap<>();
    variables
        .properties()
        .forEach(
            variable -> {
              if (variable.getValue().isTextual()) {
                plain.put(variable.getKey(), variable.getValue().asText());
              }
            });
    assertEquals(
        Map.of(
            "ECS_READS_PER_SECOND", "2",
            "INVENTORY_FORMATS", "parquet",
            "INVENTORY_PREFIX", "inventory/",
            "INVENTORY_REGIONS", "eu-west-1,us-east-1",
            "INVENTORY_VERSION_RETENTION_DAYS", "30"),
        plain);
    assertTrue(variables.has("INVENTORY_BUCKET"));
    assertTrue(variables.has("INVENTORY_TABLE"));
  }

  @Test
  void setsOffAnAlarmForEveryWayToLoseTrust() {
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
            "CompleteSnapshots",
            "LessThanThreshold 1 x 2, missing is breaching",
            "Errors",
            "GreaterThanOrEqualToThreshold 1 x 1, missing is notBreaching",
            "PartialSnapshots",
            "GreaterThanOrEqualToThreshold 1 x 1, missing is notBreaching",
            "(expression)",
            "GreaterThanThreshold 10 x 1, missing is notBreaching"),
        alarms);
  }

  @Test
  void watchesTheMetricsThatTheFunctionWrites() {
    assertEquals(Reporter.NAMESPACE, InventoryMetrics.NAMESPACE);
    assertEquals(Reporter.SERVICE, InventoryMetrics.SERVICE);
  }

  @Test
  void looksBackOverTwoPeriodsForStaleness() {
    assertEquals(List.of(900, 2), stalenessOf("rate(15 minutes)"));
    assertEquals(List.of(86400, 2), stalenessOf("rate(1 day)"));
    assertEquals(List.of(3600, 124), stalenessOf("cron(0 8-18 ? * MON-FRI *)"));
  }

  @Test
  void letsAlarmsPublishAndSubscribesTheAddress() {
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

  @Test
  void enforcesLimitsOnQueries() {
    JsonNode configuration =
        Synthesis.once(Map.of("bytesScannedLimit", 10_000_000))
            .only(EXPORTER, "AWS::Athena::WorkGroup")
            .path("WorkGroupConfiguration");
    assertTrue(configuration.path("EnforceWorkGroupConfiguration").asBoolean());
    assertEquals(10_000_000, configuration.path("BytesScannedCutoffPerQuery").asInt());
    assertEquals(
        "SSE_S3",
        configuration.at("/ResultConfiguration/EncryptionConfiguration/EncryptionOption").asText());
  }

  @Test
  void savesEveryStatementAsItStands() throws Exception {
    List<String> saved = new ArrayList<>();
    standard
        .properties(EXPORTER, "AWS::Athena::NamedQuery")
        .forEach(query -> saved.add(query.path("QueryString").asText()));
    Path athena = Path.of("..", "athena");
    List<String> files =
        Stream.of("views", "queries")
            .flatMap(folder -> Statement.in(athena.resolve(folder)).stream())
            .map(Statement::text)
            .toList();
    assertEquals(files.stream().sorted().toList(), saved.stream().sorted().toList());
  }

  @Test
  void makesATableForEveryDatasetAndFormatThatIsWritten() {
    assertEquals(6, tables("json"));
    assertEquals(6, tables("parquet"));
    assertEquals(12, tables("json,parquet"));
  }

  private static long tables(String formats) {
    return Synthesis.once(Map.of("formats", formats))
        .properties(EXPORTER, "AWS::Glue::Table")
        .stream()
        .filter(table -> table.at("/TableInput/TableType").asText().equals("EXTERNAL_TABLE"))
        .count();
  }

  private static List<Integer> stalenessOf(String schedule) {
    return Synthesis.once(Map.of("schedule", schedule))
        .properties(EXPORTER, "AWS::CloudWatch::Alarm")
        .stream()
        .filter(alarm -> alarm.path("MetricName").asText().equals("CompleteSnapshots"))
        .map(
            alarm -> List.of(alarm.path("Period").asInt(), alarm.path("EvaluationPeriods").asInt()))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode function(Synthesis synthesis) {
    return synthesis.only(EXPORTER, "AWS::Lambda::Function");
  }

  private JsonNode schedule() {
    return standard.only(EXPORTER, "AWS::Scheduler::Schedule");
  }

  private String logicalId(String type) {
    return standard.template(EXPORTER).path("Resources").properties().stream()
        .filter(resource -> resource.getValue().path("Type").asText().equals(type))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }
}
