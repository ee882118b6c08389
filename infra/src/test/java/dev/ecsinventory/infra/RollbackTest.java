package dev.ecsinventory.infra;

import static dev.ecsinventory.infra.Synthesis.EXPORTER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.infra.access.ExporterRole;
import dev.ecsinventory.model.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A rollback points the alias at an earlier version of the function, with the settings of its own
 * deployment and the role of the last one. The role of each deployment allows what every other
 * version reads.
 */
class RollbackTest {
  private static final List<Map<String, Object>> DEPLOYMENTS =
      List.of(
          Map.of(),
          Map.of("regions", "eu-west-1,us-east-1"),
          Map.of("accounts", "210987654321,310987654321", "externalId", "secret"),
          Map.of(
              "memberRoles",
              "arn:aws:iam::210987654321:role/EcsInventoryReader",
              "externalId",
              "secret"),
          Map.of("tagPolicy", "infra/src/test/resources/tag-policy.json"),
          Map.of("tagPolicy", "policies/demo.json"),
          Map.of("tagPolicy", "organizations"),
          Map.of("kmsKey", "arn:aws:kms:us-east-1:123456789012:key/first"),
          Map.of("kmsKey", "arn:aws:kms:us-east-1:123456789012:key/second"));

  /** A call on a resource. */
  private record Read(String action, String resource) {}

  @Test
  void everyRoleAllowsTheReadsOfEveryVersion() {
    List<String> denied = new ArrayList<>();
    int pairs = 0;
    for (Map<String, Object> role : DEPLOYMENTS) {
      List<JsonNode> statements = statements(role);
      for (Map<String, Object> version : DEPLOYMENTS) {
        for (Read read : reads(version)) {
          pairs++;
          if (statements.stream().noneMatch(statement -> allows(statement, read))) {
            denied.add("role of %s, version of %s: %s".formatted(role, version, read));
          }
        }
      }
    }
    assertEquals(List.of(), denied);
    assertTrue(pairs > 100);
  }

  /** The deployment stores the policy under the key at which the version reads it. */
  @Test
  void thePolicyIsStoredWhereItsVersionReadsIt() {
    Map<String, Object> settings = Map.of("tagPolicy", "infra/src/test/resources/tag-policy.json");
    String text =
        Synthesis.once(settings).only(EXPORTER, "Custom::DayIndexes").path("policy").asText();
    assertEquals(
        "s3://${Bucket}/inventory/policies/" + Sha256.of(text) + ".json",
        variable(settings, Settings.TAG_POLICY).findFirst().orElseThrow());
  }

  private static List<Read> reads(Map<String, Object> version) {
    List<Read> reads = new ArrayList<>();
    List<String> regions =
        variable(version, Settings.REGIONS).flatMap(list -> Stream.of(list.split(","))).toList();
    (regions.isEmpty() ? List.of("us-east-1") : regions)
        .forEach(
            region ->
                reads.add(
                    new Read(
                        "ecs:DescribeTaskSets",
                        "arn:aws:ecs:%s:123456789012:task-set/a/b/c".formatted(region))));
    variable(version, Settings.ROLES)
        .flatMap(list -> Stream.of(list.split(",")))
        .forEach(role -> reads.add(new Read("sts:AssumeRole", role)));
    variable(version, Settings.TAG_POLICY)
        .forEach(
            policy -> {
              reads.add(new Read("ecs:DescribeTaskDefinition", "*"));
              reads.add(
                  new Read(
                      "events:PutEvents",
                      "arn:aws:events:us-east-1:123456789012:event-bus/default"));
              reads.add(
                  policy.equals("organizations")
                      ? new Read(
                          "organizations:DescribeEffectivePolicy",
                          "arn:aws:organizations::1:account/o-1/123456789012")
                      : new Read(
                          "s3:GetObject", policy.replace("s3://${Bucket}", "${Bucket.Arn}")));
            });
    if (version.get("kmsKey") instanceof String key) {
      reads.add(new Read("kms:Decrypt", key));
    }
    return reads;
  }

  private static Stream<String> variable(Map<String, Object> settings, String name) {
    JsonNode value =
        Synthesis.once(settings)
            .only(EXPORTER, "AWS::Lambda::Function")
            .at("/Environment/Variables/" + name);
    return value.isMissingNode() ? Stream.empty() : Stream.of(known(TemplateTexts.of(value)));
  }

  private static List<JsonNode> statements(Map<String, Object> settings) {
    List<JsonNode> statements = new ArrayList<>();
    for (JsonNode role : Synthesis.once(settings).properties(EXPORTER, "AWS::IAM::Role")) {
      for (JsonNode policy : role.path("Policies")) {
        if (policy.path("PolicyName").asText().equals(ExporterRole.FUNCTION_POLICY)) {
          policy.at("/PolicyDocument/Statement").forEach(statements::add);
        }
      }
    }
    return statements;
  }

  private static boolean allows(JsonNode statement, Read read) {
    return TemplateTexts.all(statement.path("Action")).contains(read.action())
        && TemplateTexts.all(statement.path("Resource")).stream()
            .map(RollbackTest::known)
            .anyMatch(resource -> matches(resource, read.resource()));
  }

  private static boolean matches(String pattern, String resource) {
    StringBuilder expression = new StringBuilder();
    for (String part : pattern.split("\\*", -1)) {
      expression.append(expression.isEmpty() ? "" : ".*").append("\\Q").append(part).append("\\E");
    }
    return resource.matches(expression.toString());
  }

  private static String known(String text) {
    return text.replace("${AWS::Partition}", "aws")
        .replace("${AWS::Region}", "us-east-1")
        .replace("${AWS::AccountId}", "123456789012");
  }
}
