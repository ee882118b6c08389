package dev.ecsinventory.infra;

import static dev.ecsinventory.infra.Synthesis.EXPORTER;
import static dev.ecsinventory.infra.Synthesis.MEMBER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.infra.access.ExporterRole;
import dev.ecsinventory.infra.access.MachineRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The permissions of all roles, in full: any change of a permission changes this test. */
class PermissionsTest {
  private static final String ROLE = "AWS::IAM::Role";
  private static final String VIA_STORAGE =
      "{\"StringEquals\":{\"kms:ViaService\":[{\"Fn::Join\":[\"\",[\"s3.\",{\"Ref\":\"AWS::Region\"},\".\",{\"Ref\":\"AWS::URLSuffix\"}]]},{\"Fn::Join\":[\"\",[\"dynamodb.\",{\"Ref\":\"AWS::Region\"},\".\",{\"Ref\":\"AWS::URLSuffix\"}]]}]}}";

  private static final Map<String, Object> STATE_MACHINE = Map.of("engine", "stepfunctions");

  private static final String CALLS =
      """
      ecs:ListClusters ecs:ListServices on *
      ecs:DescribeTaskDefinition on *
      ecs:DescribeClusters on arn:${AWS::Partition}:ecs:*:${AWS::AccountId}:cluster/*
      ecs:DescribeServices on arn:${AWS::Partition}:ecs:*:${AWS::AccountId}:service/*
      ecs:DescribeTaskSets on arn:${AWS::Partition}:ecs:*:${AWS::AccountId}:task-set/*
      s3:GetObject s3:PutObject on ${Bucket.Arn}/inventory/*
      s3:ListBucket on ${Bucket.Arn} if {"StringLikeIfExists":{"s3:prefix":["inventory/*"]}}
      dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem dynamodb:Query dynamodb:UpdateItem on ${Table.Arn}
      dynamodb:Query on ${Table.Arn}/index/by_cluster
      kms:Decrypt on arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/* if %s
      sts:AssumeRole on arn:${AWS::Partition}:iam::*:role/EcsInventoryReader
      organizations:DescribeEffectivePolicy on arn:${AWS::Partition}:organizations::*:account/o-*/${AWS::AccountId} if {"StringEquals":{"organizations:PolicyType":"TAG_POLICY"}}
      events:PutEvents on arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:event-bus/default if {"ForAllValues:StringEquals":{"events:source":"ecs-inventory"},"Null":{"events:source":"false"}}
      """
          .formatted(VIA_STORAGE);

  /**
   * Versions of the function share one role, and a rollback returns to one with other settings: the
   * permissions of any settings are those of all others.
   */
  @Test
  void allowsTheFunctionItsCallsWithAnySettings() {
    for (Map<String, Object> settings :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("regions", "eu-west-1,us-east-1"),
            Map.of("accounts", "210987654321", "externalId", "secret"),
            Map.of(
                "memberRoles",
                "arn:aws:iam::210987654321:role/EcsInventoryReader",
                "externalId",
                "secret"),
            Map.of("tagPolicy", "organizations"),
            Map.of("tagPolicy", "infra/src/test/resources/tag-policy.json"))) {
      assertEquals(CALLS, functionCalls(settings), settings::toString);
    }
  }

  /** The discovery has no list of accounts, and assumes roles of its own organization only. */
  @Test
  void allowsToDiscoverAnOrganization() {
    String discovery =
        """
        organizations:ListAccounts organizations:ListRoots on *
        organizations:ListAccountsForParent organizations:ListOrganizationalUnitsForParent on arn:${AWS::Partition}:organizations::*:root/o-*/r-* arn:${AWS::Partition}:organizations::*:ou/o-*/ou-*
        account:ListRegions on arn:${AWS::Partition}:account::${AWS::AccountId}:account arn:${AWS::Partition}:account::*:account/o-*/*
        sts:AssumeRole on arn:${AWS::Partition}:iam::*:role/%s if {"StringEquals":{"aws:ResourceOrgID":"${aws:PrincipalOrgID}"}}
        """;
    String without = "sts:AssumeRole on arn:${AWS::Partition}:iam::*:role/EcsInventoryReader\n";
    for (String accounts : List.of("organization", "ou:ou-ab12-11111111,ou:ou-ab12-22222222")) {
      assertEquals(
          CALLS.replace(without, discovery.formatted("EcsInventoryReader")),
          functionCalls(Map.of("accounts", accounts, "externalId", "secret")));
    }
    assertEquals(
        CALLS.replace(without, discovery.formatted("audit/Reader")),
        functionCalls(
            Map.of(
                "accounts",
                "organization",
                "externalId",
                "secret",
                "roleName",
                "audit/Reader",
                "regions",
                "enabled")));
  }

  @Test
  void allowsRolesWithOtherNames() {
    String role = "arn:aws:iam::210987654321:role/Reader";
    assertEquals(
        CALLS.replace("role/EcsInventoryReader", "role/EcsInventoryReader " + role),
        functionCalls(Map.of("memberRoles", role, "externalId", "secret")));
  }

  /** So that the trust of member accounts remains valid when the stack is recreated. */
  @Test
  void givesTheFunctionsRoleAFixedName() {
    assertTrue(
        Synthesis.once(Map.of()).properties(EXPORTER, ROLE).stream()
            .filter(role -> role.has("RoleName"))
            .map(role -> TemplateTexts.of(role.path("RoleName")))
            .toList()
            .contains("EcsInventoryExporter-${AWS::Region}"));
  }

  @Test
  void allowsTheKeyThroughStorageOnly() {
    String statements =
        functionCalls(Map.of("kmsKey", "arn:aws:kms:eu-west-1:123456789012:key/1234"));
    assertEquals(
        "kms:Decrypt kms:DescribeKey kms:Encrypt kms:GenerateDataKey on"
            + " arn:aws:kms:eu-west-1:123456789012:key/1234 if "
            + VIA_STORAGE,
        statements.lines().filter(line -> line.startsWith("kms:")).findFirst().orElseThrow());
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

  /** CDK's own construct of a Distributed Map has granted other resources than its children. */
  @Test
  void allowsTheStateMachineToRunTheAliasAndItsChildrenOnly() {
    String states = "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:";
    assertEquals(
        """
        lambda:InvokeFunction on ${ExporterLive4B6FC681}
        s3:GetObject on ${Bucket.Arn}/inventory/staging/*/groups.json
        s3:AbortMultipartUpload s3:GetObject s3:ListMultipartUploadParts s3:PutObject on ${Bucket.Arn}/inventory/staging/executions/*
        states:StartExecution on STATESstateMachine:EcsInventory
        states:DescribeExecution states:StopExecution on STATESexecution:EcsInventory/*
        states:RedriveExecution on STATESexecution:EcsInventory/* STATESmapRun:EcsInventory/*
        """
            .replace("STATES", states),
        policy(Synthesis.once(STATE_MACHINE), EXPORTER, MachineRole.POLICY));
    assertEquals(
        CALLS + "states:StartExecution on " + states + "stateMachine:EcsInventory\n",
        functionCalls(STATE_MACHINE));
    String key = "arn:aws:kms:eu-west-1:123456789012:key/1234";
    assertTrue(
        policy(
                Synthesis.once(Map.of("engine", "stepfunctions", "kmsKey", key)),
                EXPORTER,
                MachineRole.POLICY)
            .contains("kms:Decrypt kms:GenerateDataKey on " + key + " if "));
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
  void allowsAuditorsToQueryOnly() {
    JsonNode policy = Synthesis.once(Map.of()).only(EXPORTER, "AWS::IAM::ManagedPolicy");
    StringBuilder text = new StringBuilder();
    policy
        .at("/PolicyDocument/Statement")
        .forEach(statement -> text.append(line(statement)).append('\n'));
    assertEquals(
        """
        athena:ListDataCatalogs athena:ListEngineVersions athena:ListWorkGroups on *
        athena:BatchGetNamedQuery athena:BatchGetQueryExecution athena:GetNamedQuery athena:GetQueryExecution athena:GetQueryResults athena:GetQueryResultsStream athena:GetQueryRuntimeStatistics athena:GetWorkGroup athena:ListNamedQueries athena:ListQueryExecutions athena:StartQueryExecution athena:StopQueryExecution on arn:${AWS::Partition}:athena:${AWS::Region}:${AWS::AccountId}:workgroup/ecs-inventory
        athena:GetDataCatalog athena:GetDatabase athena:GetTableMetadata athena:ListDatabases athena:ListTableMetadata on arn:${AWS::Partition}:athena:${AWS::Region}:${AWS::AccountId}:datacatalog/AwsDataCatalog
        glue:GetDatabase glue:GetDatabases glue:GetPartition glue:GetPartitions glue:GetTable glue:GetTables on arn:${AWS::Partition}:glue:${AWS::Region}:${AWS::AccountId}:catalog arn:${AWS::Partition}:glue:${AWS::Region}:${AWS::AccountId}:database/default arn:${AWS::Partition}:glue:${AWS::Region}:${AWS::AccountId}:database/ecs_inventory arn:${AWS::Partition}:glue:${AWS::Region}:${AWS::AccountId}:table/ecs_inventory/*
        s3:GetObject on ${Bucket.Arn}/inventory/*
        s3:AbortMultipartUpload s3:GetObject s3:ListMultipartUploadParts s3:PutObject on ${Bucket.Arn}/athena-results/*
        s3:GetBucketLocation s3:ListBucket s3:ListBucketMultipartUploads on ${Bucket.Arn}
        kms:Decrypt on arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/* if {"StringEquals":{"kms:ViaService":{"Fn::Join":["",["s3.",{"Ref":"AWS::Region"},".",{"Ref":"AWS::URLSuffix"}]]}}}
        """,
        text.toString());
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
            + "\"StringEquals\":{\"aws:PrincipalOrgID\":{\"Fn::If\":[\"HasOrganization\","
            + "{\"Ref\":\"OrganizationId\"},{\"Ref\":\"AWS::NoValue\"}]},"
            + "\"sts:ExternalId\":{\"Ref\":\"ExternalId\"}}}",
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
