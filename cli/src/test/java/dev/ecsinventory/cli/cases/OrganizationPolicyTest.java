package dev.ecsinventory.cli.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.cli.CommandLineRun;
import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.simulator.fleet.Fleet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code TAG_POLICY=organizations}: no response of Organizations makes the inventory incomplete.
 */
@Isolated
class OrganizationPolicyTest {
  private static final Instant TIME = Instant.parse("2026-01-15T06:00:00Z");

  /** A required tag, and an unknown element next to it. */
  private static final String TAG =
      "{\"tags\":{\"team\":{\"tag_key\":\"Team\",\"tag_value\":[\"checkout\"]%s}}}";

  private static final String REQUIRED = ",\"report_required_tag_for\":[\"ecs:task-set\"]";

  @TempDir Path directory;
  private Case one;

  @BeforeEach
  void start() throws IOException {
    one = new Case(Fleet.parse(Case.resource("untagged.json")), directory);
    one.set("TAG_POLICY", "organizations");
  }

  @AfterEach
  void stop() {
    one.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWSOrganizationsNotInUseException", "EffectivePolicyNotFoundException"})
  void withoutAnOrganizationOrAPolicyTheInventoryIsCompleteAndNothingIsEvaluated(String code) {
    one.responses()
        .respond(
            "DescribeEffectivePolicy",
            400,
            "{\"__type\":\"%s\",\"message\":\"none\"}".formatted(code));
    for (CommandLineRun run : List.of(one.scan(), one.invoke(TIME))) {
      assertEquals(0, run.exitCode(), run.err());
      assertEquals("COMPLETE", Case.summary(run).get("status").textValue());
      assertEquals(1, Case.summary(run).get("not_evaluated_count").intValue());
    }
    Row taskSet = one.rows(TaskSets.DATASET).getFirst();
    assertEquals("NO_POLICY", taskSet.get(TaskSets.NOT_EVALUATED_REASON));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"propagate_to\":[\"ecs:task\"]",
        ",\"values_from\":{\"s3\":\"x\"}",
        ",\"tag_pattern\":\"^a\""
      })
  void anUnknownElementMakesTheAccountUnknownAndIsVisible(String element) {
    policy(TAG.formatted(REQUIRED + element));
    assertUnknown("propagate_to values_from tag_pattern".split(" "), element);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AccessDeniedException", "ConstraintViolationException"})
  void aPolicyThatCannotBeReadMakesTheAccountUnknownAndIsVisible(String code) {
    one.responses()
        .respond(
            "DescribeEffectivePolicy",
            400,
            "{\"__type\":\"%s\",\"message\":\"no\"}".formatted(code));
    assertUnknown(new String[] {code}, code);
  }

  private void assertUnknown(String[] names, String input) {
    for (CommandLineRun run : List.of(one.scan(), one.invoke(TIME))) {
      assertEquals(3, run.exitCode(), run.err());
      JsonNode summary = Case.summary(run);
      assertEquals("PARTIAL", summary.get("status").textValue());
      assertEquals(1, summary.get("unknown_count").intValue());
      assertEquals(1, summary.get("service_count").intValue());
      assertTrue(run.err().contains("not read: DescribeEffectivePolicy"), run.err());
      for (String name : names) {
        assertTrue(!input.contains(name) || run.err().contains(name), run.err());
      }
      assertTrue(run.err().lines().toList().getLast().startsWith("PARTIAL: "), run.err());
    }
    Row failure = one.rows(ReadFailures.DATASET).getFirst();
    assertEquals("DescribeEffectivePolicy", failure.get(ReadFailures.OPERATION));
    assertTrue(failure.get(ReadFailures.RESOURCE_ARN).contains("123456789012"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"enforced_for\":[\"ecs:task-set\",\"ecs:service\",\"ecs:cluster\"]",
        ",\"report_required_tag_for\":[\"ecs:service\"]",
        ""
      })
  void aPolicyThatRequiresNoTagNeverPasses(String element) {
    policy(TAG.formatted(element));
    for (CommandLineRun run : List.of(one.scan(), one.invoke(TIME))) {
      assertEquals(3, run.exitCode(), run.err());
      assertEquals("COMPLETE", Case.summary(run).get("status").textValue());
      assertTrue(run.err().contains("Nothing was required: "), run.err());
    }
  }

  @Test
  void aPolicyThatRequiresATagPassesWithTheTag() {
    policy(TAG.formatted(REQUIRED));
    CommandLineRun scan = one.scan();
    assertEquals(0, scan.exitCode(), scan.err());
    assertEquals(1, Case.summary(scan).get("non_compliant_count").intValue());
    assertFalse(scan.err().contains("Nothing was "), scan.err());
    assertFalse(Case.summary(one.invoke(TIME)).has("policy_notices"));
  }

  private void policy(String content) {
    ObjectNode policy = new JsonMapper().createObjectNode();
    policy
        .putObject("EffectivePolicy")
        .put("PolicyContent", content)
        .put("PolicyType", "TAG_POLICY")
        .put("TargetId", "123456789012");
    one.responses().respond("DescribeEffectivePolicy", 200, policy.toString());
  }
}
