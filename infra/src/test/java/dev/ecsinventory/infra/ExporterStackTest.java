package dev.ecsinventory.infra;

import static dev.ecsinventory.infra.Synthesis.EXPORTER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
  void passesAnEnvelopeWithTheScheduledTime() throws Exception {
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
  void sendsFailedEventsToTheDeadLetterQueue() {
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
  void encryptsFailedEventsAtRestAndInTransit() {
    JsonNode queue = standard.only(EXPORTER, "AWS::SQS::Queue");
    assertTrue(queue.path("SqsManagedSseEnabled").asBoolean());
    assertEquals(14 * 24 * 3600, queue.path("MessageRetentionPeriod").asInt());
    for (String policy : List.of("AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy")) {
      assertTrue(
          standard
              .only(EXPORTER, policy)
              .toString()
              .contains("{\"Bool\":{\"aws:SecureTransport\":\"false\"}},\"Effect\":\"Deny\""),
          policy);
    }
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
  void passesTheContextToTheFunction() {
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
                        30,
                        "jsonDays",
                        45,
                        "parquetDays",
                        500)))
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
            "INVENTORY_JSON_RETENTION_DAYS", "45",
            "INVENTORY_PARQUET_RETENTION_DAYS", "500",
            "INVENTORY_PREFIX", "inventory/",
            "INVENTORY_REGIONS", "eu-west-1,us-east-1",
            "INVENTORY_VERSION_RETENTION_DAYS", "30"),
        plain);
    assertTrue(variables.has("INVENTORY_BUCKET"));
    assertTrue(variables.has("INVENTORY_TABLE"));
  }

  @Test
  void allowsThreeRunsPerSnapshot() {
    JsonNode frequent =
        Synthesis.once(Map.of("schedule", "rate(15 minutes)"))
            .only(EXPORTER, "AWS::Lambda::EventInvokeConfig");
    assertEquals(3600, frequent.path("MaximumEventAgeInSeconds").asInt());
    JsonNode daily =
        Synthesis.once(Map.of("schedule", "rate(1 day)"))
            .only(EXPORTER, "AWS::Lambda::EventInvokeConfig");
    assertEquals(6 * 3600, daily.path("MaximumEventAgeInSeconds").asInt());
  }

  @Test
  void hasOutputsForAllUserFacingResources() {
    assertEquals(
        List.of(
            "AlarmTopicArn",
            "AuditPolicyArn",
            "DashboardName",
            "DatabaseName",
            "ExporterRoleArn",
            "FailedRunsUrl",
            "FunctionAliasArn",
            "LatestReport",
            "LogGroupName",
            "WorkGroupName"),
        standard.template(EXPORTER).path("Outputs").properties().stream()
            .map(Map.Entry::getKey)
            .filter(name -> !name.startsWith("ExportsOutput"))
            .sorted()
            .toList());
    assertEquals(
        "s3://${Bucket}/inventory/reports/latest.html",
        TemplateTexts.of(standard.template(EXPORTER).at("/Outputs/LatestReport/Value")));
  }

  @Test
  void containsNoPartitionName() throws Exception {
    for (Path template : standard.templates()) {
      assertFalse(Files.readString(template).contains("arn:aws:"), template.toString());
    }
    assertFalse(Files.readString(Synthesis.ofMember().file(Synthesis.MEMBER)).contains("arn:aws:"));
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
