package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.pipeline.FakeAws.EffectivePolicy;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.store.DirectoryObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tag policy in the pipeline. */
class PolicyTest {
  private static final String OWN = "123456789012";
  private static final String OTHER = "210987654321";
  private static final String MANIFEST = "inventory/manifests/dt=2026-01-15/20260115T060000Z.json";

  private static final String TEAM = required("Team");
  private static final String OWNER = required("Owner");

  private static final String CLUSTERS =
      """
      {"name": "us-east-1", "clusters": [{
        "clusterName": "prod", "tags": [{"key": "Team", "value": "pay"}],
        "services": [{"serviceName": "shop", "deploymentController": {"type": "EXTERNAL"},
          "tags": [],
          "taskSets": [
            {"id": "ecs-svc/1", "tags": [{"key": "Team", "value": "pay"}]},
            {"id": "ecs-svc/2", "tags": []}]}]}]}
      """;
  private static final Fleet FLEET = fleet(OWN);

  @TempDir Path directory;
  private Path out;
  private Path policy;

  private static String required(String key) {
    return "{\"tags\":{\"%s\":{\"tag_key\":\"%s\",\"report_required_tag_for\":[\"ecs:task-set\"]}}}"
        .formatted(key.toLowerCase(Locale.ROOT), key);
  }

  private static Fleet fleet(String... accounts) {
    return Fleet.parse(
        List.of(accounts).stream()
            .map(id -> "{\"id\": \"%s\", \"regions\": [%s]}".formatted(id, CLUSTERS))
            .collect(Collectors.joining(",", "{\"accounts\": [", "]}")));
  }

  @BeforeEach
  void writePolicy() throws IOException {
    out = Files.createDirectories(directory.resolve("out"));
    policy = Files.writeString(directory.resolve("policy.json"), TEAM);
  }

  private Exporter exporter(String source) {
    return Exporter.of(FLEET, out).set("TAG_POLICY", source);
  }

  private static Map<String, String> statuses(Exporter exporter) {
    return exporter.rows(TaskSets.DATASET).stream()
        .collect(
            Collectors.toMap(
                row -> row.get(TaskSets.DATASET.accountId()) + " " + row.get(TaskSets.TASK_SET_ID),
                row -> row.get(TaskSets.COMPLIANCE_STATUS)));
  }

  @Test
  void evaluatesEveryTaskSetAndStoresThePolicy() throws IOException {
    try (Exporter exporter = exporter("file:" + policy)) {
      Row summary = exporter.run();

      assertEquals(
          Map.of(OWN + " ecs-svc/1", "COMPLIANT", OWN + " ecs-svc/2", "NON_COMPLIANT"),
          statuses(exporter));
      Row violation = exporter.rows(TagViolations.DATASET).getFirst();
      assertEquals("MISSING_TAG", violation.get(TagViolations.VIOLATION));
      assertEquals(List.of("CLUSTER"), violation.get(TagViolations.FOUND_ON));
      assertEquals(1, summary.get(Snapshots.TAG_VIOLATION_COUNT));
      String id = violation.get(TagViolations.POLICY_ID);
      assertEquals(id, summary.get(Snapshots.POLICY_ID));
      byte[] text = exporter.files().get("inventory/policies/" + id + ".json");
      assertEquals(Map.of("x", id), InvariantsTest.hashes(Map.of("x", text)));
      assertEquals(
          "[{\"accountId\":\"%s\",\"policyId\":\"%s\",\"key\":\"inventory/policies/%s.json\"}]"
              .formatted(OWN, id, id),
          manifest(exporter).get("policies").toString());
    }
  }

  private static JsonNode manifest(Exporter exporter) throws IOException {
    return new JsonMapper().readTree(exporter.files().get(MANIFEST));
  }

  @Test
  void evaluatesNothingWithoutAPolicyEvenForUnknownTags() throws IOException {
    try (Exporter exporter = Exporter.of(FLEET, out)) {
      exporter.faults(FaultRule.of(new Fault.AccessDenied()).on("DescribeTaskSets"));
      Row summary = exporter.run();

      assertTrue(
          exporter.rows(TaskSets.DATASET).stream()
              .allMatch(row -> "NOT_EVALUATED".equals(row.get(TaskSets.COMPLIANCE_STATUS))));
      assertNull(summary.get(Snapshots.POLICY_ID));
      assertEquals("[]", manifest(exporter).get("policies").toString());
    }
  }

  @Test
  void reportsUnknownTagsAsUnknown() {
    try (Exporter exporter = exporter("file:" + policy)) {
      exporter.faults(FaultRule.of(new Fault.AccessDenied()).on("DescribeTaskSets"));
      Row summary = exporter.run();

      assertTrue(
          exporter.rows(TaskSets.DATASET).stream()
              .allMatch(row -> "UNKNOWN".equals(row.get(TaskSets.COMPLIANCE_STATUS))));
      assertEquals(0, summary.get(Snapshots.TAG_VIOLATION_COUNT));
    }
  }

  @Test
  void rejectsAnInvalidPolicyAndWritesNothing() throws IOException {
    Files.writeString(policy, TEAM.replace("tag_key", "tag_keys"));
    String source = "file:" + policy;

    assertRejected(
        source, "TAG_POLICY: " + source + "#/tags/team/tag_keys: \"tag_keys\" is not known");
  }

  @Test
  void rejectsAPolicyInAnotherEncodingThanUtf8() throws IOException {
    Files.write(policy, TEAM.replace("team", "größe").getBytes(StandardCharsets.ISO_8859_1));
    assertRejected("file:" + policy, "cannot be read: its encoding is not UTF-8");
  }

  @Test
  void rejectsAMissingPolicy() throws IOException {
    assertRejected("file:nowhere.json", "TAG_POLICY: \"file:nowhere.json\" cannot be read:");
    assertRejected("classpath:nowhere.json", "TAG_POLICY: \"classpath:nowhere.json\" cannot be");
    try (FakeAws _ = FakeAws.start()) {
      assertRejected("s3://bucket/policy.json", "cannot be read: There is none. (NoSuchKey)");
    }
  }

  private void assertRejected(String source, String message) {
    try (Exporter exporter = exporter(source)) {
      InvalidInputException denial =
          assertThrows(InvalidInputException.class, () -> exporter.run());
      assertTrue(denial.getMessage().contains(message), denial.getMessage());
      assertEquals(Map.of(), exporter.files());
    }
  }

  @Test
  void readsPoliciesFromTheClassPathAndFromS3() throws IOException {
    try (FakeAws _ = FakeAws.start().object("bucket/policies/tags.json", OWNER);
        Exporter exporter = exporter("s3://bucket/policies/tags.json")) {
      exporter.run();

      assertEquals(2, exporter.rows(TagViolations.DATASET).size());
    }
    try (Exporter exporter = exporter("classpath:policies/owner.json")) {
      String later = Exporter.SCHEDULED.replace("06:00", "07:00");

      assertEquals(2, exporter.run(later).get(Snapshots.TAG_VIOLATION_COUNT));
    }
  }

  @Test
  void rejectsAPolicyWithoutARule() throws IOException {
    for (String nothing :
        List.of(
            "{\"tags\":{}}",
            "{\"rules\":[]}",
            "{\"rules\":[{\"tag_policies\":[{\"tags\":{}}]}]}")) {
      Files.writeString(policy, nothing);
      assertRejected("file:" + policy, "file:" + policy + ": has no rule");
    }
  }

  @Test
  void rejectsAReferenceToAnotherScheme() throws IOException {
    String rule = "{\"rules\":[{\"tag_policies\":[\"%s\"]}]}";
    try (FakeAws aws = FakeAws.start()) {
      aws.object("bucket/policy.json", rule.formatted("file:" + policy));
      assertRejected("s3://bucket/policy.json", "a reference stays within the scheme");
      aws.object("bucket/other.json", TEAM);
      aws.object("bucket/policy.json", rule.formatted("s3://bucket/other.json"));
      try (Exporter exporter = exporter("s3://bucket/policy.json")) {
        assertEquals(1, exporter.run().get(Snapshots.TAG_VIOLATION_COUNT));
      }
    }
    for (String other : List.of("s3://bucket/other.json", "classpath:policies/owner.json")) {
      Files.writeString(policy, rule.formatted(other));
      String later = "\"" + other + "\" cannot be read: a reference stays within the scheme";
      assertRejectedLater("file:" + policy, later);
    }
  }

  /**
   * Asserts that a run for a later snapshot fails; the directory has an earlier snapshot of the
   * test.
   */
  private void assertRejectedLater(String source, String message) {
    try (Exporter exporter = exporter(source)) {
      InvalidInputException problem =
          assertThrows(
              InvalidInputException.class,
              () -> exporter.run(Exporter.SCHEDULED.replace("06:00", "07:00")));
      assertTrue(problem.getMessage().contains(message), problem.getMessage());
    }
  }

  @Test
  void followsReferencesFromThePolicyFilesOwnFolder() throws IOException {
    Files.writeString(directory.resolve("team.json"), TEAM);
    Files.writeString(policy, "{\"rules\":[{\"tag_policies\":[\"file:team.json\"]}]}");
    try (Exporter exporter = exporter("file:" + policy)) {
      assertEquals(1, exporter.run().get(Snapshots.TAG_VIOLATION_COUNT));
    }
  }

  private static Function<String, EffectivePolicy> ownNoneOtherOwner() {
    return account -> account.equals(OWN) ? EffectivePolicy.NONE : EffectivePolicy.of(OWNER);
  }

  /** Each account is evaluated with its policy in force; one account has none. */
  @Test
  void readsTheEffectivePolicyOfEachAccountWithItsCredentials() throws IOException {
    try (FakeAws _ = FakeAws.start().effectivePolicies(ownNoneOtherOwner());
        Exporter exporter = Exporter.of(fleet(OWN, OTHER), out)) {
      exporter.set("TAG_POLICY", "organizations");
      exporter.set("INVENTORY_ROLES", "arn:aws:iam::" + OTHER + ":role/reader");
      Row summary = exporter.run();

      assertEquals(
          Map.of(
              OWN + " ecs-svc/1", "NOT_EVALUATED",
              OWN + " ecs-svc/2", "NOT_EVALUATED",
              OTHER + " ecs-svc/1", "NON_COMPLIANT",
              OTHER + " ecs-svc/2", "NON_COMPLIANT"),
          statuses(exporter));
      assertNull(summary.get(Snapshots.POLICY_ID));
      assertEquals(1, manifest(exporter).get("policies").size());
    }
  }

  /** The policy is changed, then deleted, while a snapshot is taken. */
  @Test
  void evaluatesARetryWithThePolicyOfTheFirstRun() throws IOException {
    Path undisturbed = directory.resolve("undisturbed");
    try (Exporter exporter = exporter("file:" + policy)) {
      exporter.store(store(undisturbed)).run();
      CrashingStore crashing = new CrashingStore(store(out), Crashes.at(8));
      assertThrows(Crashes.Crash.class, exporter.store(crashing)::run);
      Files.delete(policy);
      exporter.store(store(out)).run();

      assertEquals(
          InvariantsTest.hashes(Exporter.files(undisturbed)),
          InvariantsTest.hashes(Exporter.files(out)));
    }
  }

  private static CrashingStore store(Path folder) {
    return new CrashingStore(new DirectoryObjectStore(folder), Crashes.never());
  }
}
