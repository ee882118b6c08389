package dev.ecsinventory.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.checkpoint.RunId;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.FailureKind;
import dev.ecsinventory.pipeline.Crashes;
import dev.ecsinventory.pipeline.CrashingStore;
import dev.ecsinventory.pipeline.Exporter;
import dev.ecsinventory.pipeline.FakeAws;
import dev.ecsinventory.pipeline.FakeAws.EffectivePolicy;
import dev.ecsinventory.pipeline.OutOfTimeException;
import dev.ecsinventory.pipeline.Progress;
import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.store.DirectoryObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Effective tag policies of several accounts, some of which cannot be read. */
class EffectivePoliciesTest {
  private static final String OWN = FakeAws.OWN_ACCOUNT;
  private static final List<String> OTHERS =
      IntStream.rangeClosed(1, 5).mapToObj("21098765432%d"::formatted).toList();
  private static final String BROKEN = OTHERS.getFirst();

  private static final String TEAM =
      "{\"tags\":{\"team\":{\"tag_key\":\"Team\",\"report_required_tag_for\":[\"ecs:task-set\"]%s}}}";
  private static final EffectivePolicy USABLE = EffectivePolicy.of(TEAM.formatted(""));

  private static final String REGION =
      """
      {"name": "us-east-1", "clusters": [{"clusterName": "prod", "services": [{
        "serviceName": "shop", "deploymentController": {"type": "EXTERNAL"},
        "taskSets": [{"id": "ecs-svc/1", "tags": [{"key": "Team", "value": "pay"}]}]}]}]}
      """;

  @TempDir Path directory;
  private Path out;

  @BeforeEach
  void makeDirectory() throws IOException {
    out = Files.createDirectories(directory.resolve("out"));
  }

  private Exporter exporter() {
    String accounts =
        Stream.concat(Stream.of(OWN), OTHERS.stream())
            .map(id -> "{\"id\": \"%s\", \"regions\": [%s]}".formatted(id, REGION))
            .collect(Collectors.joining(",", "{\"accounts\": [", "]}"));
    return Exporter.of(Fleet.parse(accounts), out)
        .set("TAG_POLICY", "organizations")
        .set(
            "INVENTORY_ROLES",
            OTHERS.stream()
                .map(id -> "arn:aws:iam::" + id + ":role/reader")
                .collect(Collectors.joining(",")));
  }

  private static Function<String, EffectivePolicy> broken(EffectivePolicy response) {
    return account -> account.equals(BROKEN) ? response : USABLE;
  }

  static Stream<Arguments> unusable() {
    return Stream.of(
        failing(EffectivePolicy.error("AccessDeniedException"), FailureKind.DENIED, "not for you"),
        failing(
            EffectivePolicy.error("TooManyRequestsException"),
            FailureKind.THROTTLED,
            "not for you"),
        failing(EffectivePolicy.error("ServiceException"), FailureKind.FAULT, "not for you"),
        failing(EffectivePolicy.error("TargetNotFoundException"), FailureKind.FAULT, "not for you"),
        failing(new EffectivePolicy(500, "no JSON"), FailureKind.FAULT, ""),
        failing(new EffectivePolicy(200, "no JSON"), FailureKind.FAULT, ""),
        failing(new EffectivePolicy(200, "[]"), FailureKind.FAULT, ""),
        failing(new EffectivePolicy(200, ""), FailureKind.FAULT, ""),
        failing(new EffectivePolicy(200, "{\"EffectivePolicy\":7}"), FailureKind.FAULT, ""),
        failing(new EffectivePolicy(200, "{}"), FailureKind.FAULT, "no EffectivePolicy"),
        failing(
            new EffectivePolicy(200, "{\"EffectivePolicy\":null}"),
            FailureKind.FAULT,
            "no EffectivePolicy"),
        failing(
            new EffectivePolicy(
                200,
                "{\"EffectivePolicy\":{\"PolicyContent\":\"{}\",\"TargetId\":\"999999999999\"}}"),
            FailureKind.FAULT,
            "the policy of another target: 999999999999"),
        failing(
            new EffectivePolicy(
                200,
                "{\"EffectivePolicy\":{\"PolicyContent\":\"{}\",\"PolicyType\":\"BACKUP_POLICY\"}}"),
            FailureKind.FAULT,
            "a policy of another type: BACKUP_POLICY"),
        failing(
            new EffectivePolicy(200, "{\"EffectivePolicy\":{\"PolicyContent\":null}}"),
            FailureKind.FAULT,
            "no EffectivePolicy"),
        failing(EffectivePolicy.of(""), FailureKind.FAULT, "is empty"),
        failing(EffectivePolicy.of("{\"tags\""), FailureKind.FAULT, "is not JSON"),
        failing(EffectivePolicy.of("[]"), FailureKind.FAULT, "[] is not accepted"),
        failing(
            EffectivePolicy.of(TEAM.formatted(",\"propagate_to\":[\"ecs:task\"]")),
            FailureKind.FAULT,
            "#/tags/team/propagate_to: \"propagate_to\" is not known here"));
  }

  private static Arguments failing(EffectivePolicy response, FailureKind kind, String message) {
    return Arguments.of(response, kind, message);
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void anUnusablePolicyMakesTheTaskSetsOfItsAccountUnknown(
      EffectivePolicy response, FailureKind kind, String message) throws IOException {
    try (FakeAws _ = FakeAws.start().effectivePolicies(broken(response));
        Exporter exporter = exporter()) {
      Row summary = exporter.run();

      assertEquals("PARTIAL", summary.get(Snapshots.STATUS));
      assertEquals(OTHERS.size() + 1, summary.get(Snapshots.TASK_SET_COUNT));
      assertEquals(statuses("UNKNOWN"), statuses(exporter));
      Row failure = exporter.rows(ReadFailures.DATASET).getFirst();
      assertEquals(1, exporter.rows(ReadFailures.DATASET).size());
      assertEquals(BROKEN, failure.get(ReadFailures.DATASET.accountId()));
      assertEquals("DescribeEffectivePolicy", failure.get(ReadFailures.OPERATION));
      assertEquals(
          "effective tag policy of account " + BROKEN, failure.get(ReadFailures.RESOURCE_ARN));
      assertEquals(kind.name(), failure.get(ReadFailures.KIND));
      assertTrue(failure.get(ReadFailures.MESSAGE).contains(message), failure.toString());
    }
  }

  /** Asserts the status of one account, and that all other accounts are compliant. */
  private static Map<String, String> statuses(String ofBroken) {
    return Stream.concat(Stream.of(OWN), OTHERS.stream())
        .collect(Collectors.toMap(id -> id, id -> id.equals(BROKEN) ? ofBroken : "COMPLIANT"));
  }

  private static Map<String, String> statuses(Exporter exporter) {
    return exporter.rows(TaskSets.DATASET).stream()
        .collect(
            Collectors.toMap(
                row -> row.get(TaskSets.DATASET.accountId()),
                row -> row.get(TaskSets.COMPLIANCE_STATUS)));
  }

  static Stream<EffectivePolicy> none() {
    return Stream.of(
        EffectivePolicy.NONE,
        EffectivePolicy.error("AWSOrganizationsNotInUseException"),
        EffectivePolicy.error("PolicyTypeNotEnabledException"),
        EffectivePolicy.of("{}"),
        EffectivePolicy.of("{\"tags\":{}}"));
  }

  @ParameterizedTest
  @MethodSource("none")
  void anAccountWithoutATagPolicyIsNotEvaluated(EffectivePolicy response) throws IOException {
    try (FakeAws _ = FakeAws.start().effectivePolicies(broken(response));
        Exporter exporter = exporter()) {
      Row summary = exporter.run();

      assertEquals("COMPLETE", summary.get(Snapshots.STATUS));
      assertEquals(null, summary.get(Snapshots.POLICY_ID));
      assertEquals(statuses("NOT_EVALUATED"), statuses(exporter));
      assertEquals(
          List.of("NO_POLICY"),
          exporter.rows(TaskSets.DATASET).stream()
              .map(row -> row.get(TaskSets.NOT_EVALUATED_REASON))
              .filter(reason -> reason != null)
              .toList());
    }
  }

  /** AWS may add elements that do not affect compliance. */
  @Test
  void anUnknownEnforcementDoesNotMakeAPolicyUnusable() throws IOException {
    EffectivePolicy response =
        EffectivePolicy.of(TEAM.formatted(",\"enforced_for\":{\"@@new\":[\"ecs:*:all\", 7]}"));
    try (FakeAws _ = FakeAws.start().effectivePolicies(broken(response));
        Exporter exporter = exporter()) {
      assertEquals("COMPLETE", exporter.run().get(Snapshots.STATUS));
      assertEquals(statuses("COMPLIANT"), statuses(exporter));
    }
  }

  @Test
  void aReferenceToAnUnusablePolicyAffectsItsAccountOnly() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("policy.json"),
            "{\"rules\":[{\"tag_policies\":[\"organizations\"]}]}");
    try (FakeAws _ =
            FakeAws.start().effectivePolicies(broken(EffectivePolicy.of("{\"wrong\":1}")));
        Exporter exporter = exporter().set("TAG_POLICY", "file:" + file)) {
      assertEquals("PARTIAL", exporter.run().get(Snapshots.STATUS));
      assertEquals(statuses("UNKNOWN"), statuses(exporter));
    }
  }

  /** The policy can be read again before the second run. */
  @Test
  void aRetryUsesTheFailureOfTheFirstRun() throws IOException {
    try (FakeAws aws =
            FakeAws.start()
                .effectivePolicies(broken(EffectivePolicy.error("AccessDeniedException")));
        Exporter exporter = exporter()) {
      exporter.store(new CrashingStore(new DirectoryObjectStore(out), Crashes.at(20)));
      assertThrows(Crashes.Crash.class, exporter::run);
      aws.effectivePolicies(account -> USABLE);
      exporter.store(new DirectoryObjectStore(out));

      assertEquals("PARTIAL", exporter.run().get(Snapshots.STATUS));
      assertEquals(statuses("UNKNOWN"), statuses(exporter));
    }
  }

  /** The server responds after the requests of all accounts have arrived. */
  @Test
  void readsThePoliciesOfAllAccountsConcurrently() throws IOException {
    CyclicBarrier allHaveAsked = new CyclicBarrier(OTHERS.size() + 1);
    try (FakeAws _ =
            FakeAws.start()
                .effectivePolicies(
                    account -> {
                      await(allHaveAsked);
                      return USABLE;
                    });
        Exporter exporter = exporter()) {
      assertEquals("COMPLETE", exporter.run().get(Snapshots.STATUS));
    }
  }

  /** The time limit only ends a test that hangs. */
  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(60, TimeUnit.SECONDS);
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  @Test
  void aRetryReadsThePoliciesThatWereNotReachedInTime() throws IOException {
    Deadline passed = Deadline.in(Duration.ZERO, Clock.fixed(Exporter.NOW, ZoneOffset.UTC));
    try (FakeAws _ = FakeAws.start().effectivePolicies(account -> USABLE);
        Exporter exporter = exporter()) {
      assertThrows(
          OutOfTimeException.class, () -> exporter.run(Exporter.SCHEDULED, passed, Progress.NONE));

      assertEquals("COMPLETE", exporter.run().get(Snapshots.STATUS));
      assertEquals(statuses("COMPLIANT"), statuses(exporter));
    }
  }

  /** The third run is the last one, so the failure is the result. */
  @Test
  void theLastRunStoresThePoliciesThatWereNotReached() throws IOException {
    Deadline passed = Deadline.in(Duration.ZERO, Clock.fixed(Exporter.NOW, ZoneOffset.UTC));
    try (FakeAws _ = FakeAws.start().effectivePolicies(account -> USABLE);
        Exporter exporter = exporter()) {
      for (int run = 1; run <= RunId.LAST; run++) {
        assertThrows(
            RuntimeException.class, () -> exporter.run(Exporter.SCHEDULED, passed, Progress.NONE));
        long staged =
            exporter.files().entrySet().stream()
                .filter(file -> file.getKey().contains("/policy-"))
                .filter(
                    file ->
                        new String(file.getValue(), StandardCharsets.UTF_8).contains("NOT_REACHED"))
                .count();

        // The roles of the other accounts were not reached either, so these accounts have no task
        // sets to evaluate.
        assertEquals(run == RunId.LAST ? 1 : 0, staged);
      }
    }
  }
}
