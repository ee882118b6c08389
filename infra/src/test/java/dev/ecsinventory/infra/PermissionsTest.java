package dev.ecsinventory.infra;

import static dev.ecsinventory.infra.Synthesis.EXPORTER;
import static dev.ecsinventory.infra.Synthesis.MEMBER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.infra.access.ExporterRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The permissions of all roles, in full: any change of a permission changes this test. */
class PermissionsTest {
  private static final String ROLE = "AWS::IAM::Role";
  private static final String STANDARD_STATE =
      """
      s3:GetObject s3:PutObject on ${Bucket.Arn}/inventory/*
      s3:ListBucket on ${Bucket.Arn} if {"StringLikeIfExists":{"s3:prefix":["inventory/*"]}}
      dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem dynamodb:Query dynamodb:UpdateItem on ${Table.Arn}
      dynamodb:Query on ${Table.Arn}/index/by_cluster
      """;

  @Test
  void allowsTheCallsOfTheFunctionOnly() {
    assertEquals(
        """
        ecs:ListClusters ecs:ListServices on * if {"StringEquals":{"aws:RequestedRegion":[{"Ref":"AWS::Region"}]}}
        ecs:DescribeClusters on arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:cluster/*
        ecs:DescribeServices on arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:service/*
        ecs:DescribeTaskSets on arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:task-set/*
        """
            + STANDARD_STATE,
        functionCalls(Map.of()));
  }

  @Test
  void allowsTheConfiguredRegionsAndRolesOnly() {
    assertEquals(
        """
        ecs:ListClusters ecs:ListServices on * if {"StringEquals":{"aws:RequestedRegion":["eu-west-1","us-east-1"]}}
        ecs:DescribeClusters on arn:${AWS::Partition}:ecs:eu-west-1:${AWS::AccountId}:cluster/* arn:${AWS::Partition}:ecs:us-east-1:${AWS::AccountId}:cluster/*
        ecs:DescribeServices on arn:${AWS::Partition}:ecs:eu-west-1:${AWS::AccountId}:service/* arn:${AWS::Partition}:ecs:us-east-1:${AWS::AccountId}:service/*
        ecs:DescribeTaskSets on arn:${AWS::Partition}:ecs:eu-west-1:${AWS::AccountId}:task-set/* arn:${AWS::Partition}:ecs:us-east-1:${AWS::AccountId}:task-set/*
        """
            + STANDARD_STATE
            + """
            sts:AssumeRole on arn:aws:iam::210987654321:role/EcsInventoryReader
            """,
        functionCalls(
            Map.of(
                "regions", "eu-west-1,us-east-1",
                "memberRoles", "arn:aws:iam::210987654321:role/EcsInventoryReader",
                "externalId", "secret")));
  }

  @Test
  void allowsTheKeyThroughStorageOnly() {
    String statements =
        functionCalls(Map.of("kmsKey", "arn:aws:kms:eu-west-1:123456789012:key/1234"));
    assertEquals(
        "kms:Decrypt kms:DescribeKey kms:Encrypt kms:GenerateDataKey on"
            + " arn:aws:kms:eu-west-1:123456789012:key/1234 if"
            + " {\"StringEquals\":{\"kms:ViaService\":[{\"Fn::Join\":[\"\",[\"s3.\",{\"Ref\":\"AWS::Region\"},\".\",{\"Ref\":\"AWS::URLSuffix\"}]]},{\"Fn::Join\":[\"\",[\"dynamodb.\",{\"Ref\":\"AWS::Region\"},\".\",{\"Ref\":\"AWS::URLSuffix\"}]]}]}}",
        statements.lines().filter(line -> line.startsWith("kms:")).findFirst().orElseThrow());
  }

  @Test
  void allowsTheConfiguredTagPolicy() {
    assertEquals(
        "organizations:DescribeEffectivePolicy on"
            + " arn:${AWS::Partition}:organizations::*:account/o-*/${AWS::AccountId} if"
            + " {\"StringEquals\":{\"organizations:PolicyType\":\"TAG_POLICY\"}}",
        statementsForTagPolicy(Map.of("tagPolicy", "organizations")).getFirst());
    String fromFile =
        statementsForTagPolicy(Map.of("tagPolicy", "infra/src/test/resources/tag-policy.json"))
            .getFirst();
    assertEquals(
        "s3:GetObject on"
            + " arn:${AWS::Partition}:s3:::cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}/KEY.json",
        fromFile.replaceAll("[0-9a-f]{64}", "KEY"));
  }

  /** Without a tag policy, the function evaluates no tags and reads no task definition. */
  @Test
  void allowsTaskDefinitionsToBeReadForATagPolicyOnly() {
    String read =
        "ecs:DescribeTaskDefinition on * if"
            + " {\"StringEquals\":{\"aws:RequestedRegion\":[\"eu-west-1\"]}}";
    for (String policy : List.of("organizations", "infra/src/test/resources/tag-policy.json")) {
      assertTrue(
          functionCalls(Map.of("tagPolicy", policy, "regions", "eu-west-1"))
              .lines()
              .anyMatch(read::equals),
          policy);
    }
    assertFalse(functionCalls(Map.of()).contains("ecs:DescribeTaskDefinition"));
  }

  @Test
  void allowsEventsOfTheOwnSourceOnlyAndOnlyWithATagPolicy() {
    assertEquals(
        "events:PutEvents on"
            + " arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:event-bus/default if"
            + " {\"StringEquals\":{\"events:source\":\"ecs-inventory\"}}",
        statementsForTagPolicy(Map.of("tagPolicy", "organizations")).getLast());
    assertFalse(functionCalls(Map.of()).contains("events:"));
  }

  /** The two statements that a tag policy adds: reading the policy, and sending events. */
  private static List<String> statementsForTagPolicy(Map<String, Object> context) {
    List<String> lines = functionCalls(context).lines().toList();
    return lines.subList(lines.size() - 2, lines.size());
  }

  @Test
  void allowsLambdaToLogTraceAndStoreFailedEvents() {
    assertEquals(
        """
        logs:CreateLogStream logs:PutLogEvents on ${ExporterLogs6D546DF1.Arn}
        xray:PutTelemetryRecords xray:PutTraceSegments on *
        sqs:SendMessage on ${ExporterFailedRunsD8DE40F6.Arn}
        """,
        policy(Synthesis.once(Map.of()), EXPORTER, ExporterRole.LAMBDA_POLICY));
  }

  @Test
  void allowsTheScheduleToRunTheAliasOnly() {
    assertEquals(
        """
        lambda:InvokeFunction on ${ExporterLive4B6FC681}
        sqs:SendMessage on ${ExporterFailedRunsD8DE40F6.Arn}
        """,
        policy(Synthesis.once(Map.of()), EXPORTER, "run-exporter"));
  }

  @Test
  void allowsMemberRoleToReadOnly() {
    Synthesis member = Synthesis.ofMember();
    assertEquals(
        """
        ecs:ListClusters ecs:ListServices on *
        ecs:DescribeTaskDefinition on *
        ecs:DescribeClusters on arn:${AWS::Partition}:ecs:*:${AWS::AccountId}:cluster/*
        ecs:DescribeServices on arn:${AWS::Partition}:ecs:*:${AWS::AccountId}:service/*
        ecs:DescribeTaskSets on arn:${AWS::Partition}:ecs:*:${AWS::AccountId}:task-set/*
        organizations:DescribeEffectivePolicy on arn:${AWS::Partition}:organizations::*:account/o-*/${AWS::AccountId} if {"StringEquals":{"organizations:PolicyType":"TAG_POLICY"}}
        """,
        policy(member, MEMBER, "read-inventory"));
    assertEquals(
        "{\"ArnEquals\":{\"aws:PrincipalArn\":{\"Ref\":\"ExporterRoleArn\"}},"
            + "\"StringEquals\":{\"sts:ExternalId\":{\"Ref\":\"ExternalId\"}}}",
        member.only(MEMBER, ROLE).at("/AssumeRolePolicyDocument/Statement/0/Condition").toString());
  }

  private static String functionCalls(Map<String, Object> context) {
    return policy(Synthesis.once(context), EXPORTER, ExporterRole.FUNCTION_POLICY);
  }

  /** A policy as text, one statement per line. */
  private static String policy(Synthesis synthesis, String stack, String name) {
    StringBuilder text = new StringBuilder();
    for (JsonNode role : synthesis.properties(stack, ROLE)) {
      for (JsonNode policy : role.path("Policies")) {
        if (policy.path("PolicyName").asText().equals(name)) {
          policy
              .at("/PolicyDocument/Statement")
              .forEach(statement -> text.append(line(statement)).append('\n'));
        }
      }
    }
    return text.toString();
  }

  private static String line(JsonNode statement) {
    assertEquals("Allow", statement.path("Effect").asText());
    List<String> words = new ArrayList<>(TemplateTexts.all(statement.path("Action")));
    words.add("on");
    words.addAll(TemplateTexts.all(statement.path("Resource")));
    if (statement.has("Condition")) {
      words.add("if");
      words.add(statement.path("Condition").toString());
    }
    return String.join(" ", words);
  }
}
