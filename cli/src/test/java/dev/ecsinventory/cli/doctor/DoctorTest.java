package dev.ecsinventory.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.cli.CommandLineRun;
import dev.ecsinventory.simulator.EcsSimulator;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fault.FaultScript;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.Organization;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code doctor} against the deployed stacks in moto, healthy and broken. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("exhaustive")
class DoctorTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Fleet FLEET =
      FleetGenerator.uniform(4)
          .generate(
              new FleetSize(1, 2, 1),
              List.of("123456789012", "210987654321"),
              List.of("us-east-1", "eu-central-1"));

  @TempDir private Path directory;
  private DeployedAccount account;
  private EcsSimulator ecs;

  @BeforeEach
  void deploy() throws IOException, InterruptedException {
    assumeTrue(
        pythonHasMotoAndBoto3(),
        "SKIPPED: python3 has no moto server or no boto3, so there is nothing to check");
    account = DeployedAccount.start(directory);
    ecs = EcsSimulator.start(FLEET, SimulatorOptions.DEFAULTS);
  }

  @AfterEach
  void stop() {
    if (account != null) {
      account.close();
      ecs.close();
    }
  }

  @Test
  void reportsNothingForAHealthyDeployment() throws IOException, InterruptedException {
    assertProblems(
        account.doctor("--format", "json"),
        List.of("last snapshot: committed snapshot in * does not exist | take one by hand"),
        "member roles");

    account.snapshot(ecs, "--now", "../events/scheduled.json");
    CommandLineRun run = account.doctor("--format", "json");

    assertEquals(0, run.exitCode(), run.out() + run.err());
    JsonNode report = MAPPER.readTree(run.out());
    assertEquals(18, report.at("/summary/ok").asInt());
    assertEquals(18, report.path("checks").size());
    CommandLineRun table = account.doctor();
    assertEquals(0, table.exitCode(), table.out());
    assertTrue(table.out().contains("18 checks: no problem found"), table.out());
    // A name or URI is never broken, so that it can be copied.
    assertTrue(
        table.out().lines().allMatch(line -> line.length() < 80 || line.matches(".*  \\S+")),
        table.out());
  }

  /** The settings have no roles; the snapshot has one failure for each of the account's Regions. */
  @Test
  void reportsTheDeniedRolesOfDiscoveredAccounts() throws IOException, InterruptedException {
    ecs.fleet(
        new Fleet(
            FLEET.accounts(),
            Optional.of(
                new Organization(
                    "o-exampleorg1",
                    "r-ex01",
                    "123456789012",
                    Set.of(),
                    List.of(),
                    List.of(
                        Organization.Member.active("123456789012", "management", "r-ex01"),
                        Organization.Member.active("210987654321", "payments", "r-ex01"))))));
    account.breakIt("accounts_discovered");
    account.snapshotOfOrganization(ecs, "--now", "../events/scheduled.json");
    CommandLineRun healthy = account.doctor("--format", "json");
    assertEquals(0, healthy.exitCode(), healthy.out());

    ecs.faults(FaultScript.of(FaultRule.of(new Fault.AccessDenied()).on("AssumeRole")));
    account.snapshotOfOrganization(ecs, "--now", "../events/scheduled.json");
    assertProblems(
        account.doctor("--format", "json"),
        List.of(
            "member roles: the function cannot assume "
                + DeployedAccount.MEMBER_ROLE
                + "* | Deploy EcsInventoryMember",
            "last snapshot: snapshot * is PARTIAL: 210987654321/eu-central-1 AssumeRole * | Check"
                + " the role",
            "last snapshot: snapshot * is PARTIAL: 210987654321/us-east-1 AssumeRole * | Check"
                + " the role"));
  }

  @Test
  void reportsAnOldSnapshotAndAWithdrawnOne() throws IOException, InterruptedException {
    Path event =
        Files.writeString(
            directory.resolve("event.json"), "{\"time\":\"2026-01-15T06:00:00Z\",\"detail\":{}}");
    account.snapshot(ecs, "--backfill", event.toString());
    assertProblems(
        account.doctor("--format", "json"),
        List.of(
            "last snapshot: the newest snapshot in use, 20260115T060000Z, is * hours old; the"
                + " schedule allows 2 hours | Check the schedule"));

    CommandLineRun withdrawal =
        account.program(
            "withdraw",
            "20260115T060000Z",
            "--reason",
            "clock error",
            "--from",
            "s3://" + account.name("BucketName") + "/inventory");
    assertEquals(0, withdrawal.exitCode(), withdrawal.err());
    assertProblems(
        account.doctor("--format", "json"),
        List.of(
            "last snapshot: the newest snapshot 20260115T060000Z is withdrawn: clock error | Take a"
                + " snapshot",
            "last snapshot: no full snapshot is in use | Take a snapshot"),
        "member roles");
  }

  @Test
  void reportsEachProblemWithItsRemedy() throws IOException, InterruptedException {
    ecs.faults(
        FaultScript.of(
            FaultRule.of(new Fault.AccessDenied()).on("AssumeRole"),
            FaultRule.of(
                    new Fault.Error(
                        400, "UnrecognizedClientException", "The security token is invalid."))
                .on("ListClusters")
                .in("123456789012", "eu-central-1")));
    account.snapshot(ecs, "--now", "../events/scheduled.json");
    account.breakIt(
        "schedule_disabled",
        "schedule_invokes_another_function",
        "concurrency_zero",
        "old_runtime_and_little_memory",
        "role_without_policies",
        "role_trusts_another_service",
        "event_in_the_queue",
        "no_failure_destination",
        "public_access_allowed",
        "lifecycle_shortened",
        "bucket_policy_deleted",
        "versioning_suspended",
        "key_disabled",
        "no_expiry",
        "no_recovery",
        "index_deleted",
        "no_deletion_protection",
        "policy_requires_nothing",
        "in_alarm",
        "alarm_without_actions",
        "alarm_deleted",
        "unconfirmed_mail",
        "table_deleted",
        "columns_missing",
        "table_elsewhere",
        "first_day_in_the_future",
        "view_deleted",
        "view_changed",
        "work_group_elsewhere");

    assertProblems(
        account.doctor("--format", "json"),
        List.of(
            "function: the function's runtime is java21* | Deploy again",
            "function: the function has 256 MB of memory* | memoryMegabytes",
            "function: the function's reserved concurrency is 0* | put-function-concurrency",
            "roles: role * has no policy | Deploy again",
            "roles: role * does not trust lambda.amazonaws.com* | Deploy again",
            "schedule: the schedule * is DISABLED* | Enable it",
            "schedule: the schedule invokes *:function:other, not * | Deploy again",
            "schedule: the schedule has no dead-letter queue* | Deploy again",
            "dead-letter queue: the dead-letter queue has 1 event* | send the events again",
            "dead-letter queue: asynchronous invocation configuration of * does not exist | Deploy",
            "bucket: public access block of bucket * does not exist | drift",
            "bucket: bucket * is not versioned* | drift",
            "bucket: policy of bucket * does not exist | drift",
            "bucket: the lifecycle deletes inventory/json/ after 30 days* 90 days | lifecycle",
            "table: table * has no index by_violation | drift",
            "table: table * has no deletion protection | drift",
            "table: time to live of table * is DISABLED* | update-time-to-live",
            "table: point-in-time recovery of table * is disabled | update-continuous-backups",
            "encryption keys: key * is Disabled* | kms enable-key",
            "Regions: Region eu-central-1 is not enabled in account 123456789012* | enable-region",
            "member roles: the function cannot assume "
                + DeployedAccount.MEMBER_ROLE
                + "* | Deploy EcsInventoryMember",
            "tag policy: the tag policy requires no tag* | Require a tag",
            "last snapshot: snapshot * is PARTIAL: 123456789012/eu-central-1 ListClusters"
                + " UnrecognizedClientException (1 failure)* | whether the Region is enabled",
            "last snapshot: snapshot * is PARTIAL: 210987654321/eu-central-1 AssumeRole * | Check"
                + " the role",
            "last snapshot: snapshot * is PARTIAL: 210987654321/us-east-1 AssumeRole * | Check"
                + " the role",
            "alarms: *SnapshotStale* is in alarm* | What the alarms mean",
            "alarms: the actions of alarm *RunFailed* are disabled* | enable-alarm-actions",
            "alarms: alarm *RunFailed* does not notify the topic * | Deploy again",
            "alarms: alarm *RunLost* does not exist | Deploy again",
            "notifications: team@example.org has not confirmed* | Subscription Confirmation",
            "Athena tables: table read_failures_json does not exist | Deploy again",
            "Athena tables: table task_sets has not the columns of this version: * | Deploy",
            "Athena tables: table services reads s3://elsewhere/inventory/, not * | Deploy again",
            "Athena tables: the tables begin with 2099-01-01, * | Set firstDay to",
            "Athena views: view task_set_tags does not exist | Deploy again",
            "Athena views: view latest_task_sets has not the query of this version | saved query",
            "Athena workgroup: workgroup ecs-inventory stores results in s3://elsewhere/results/*"
                + " | Deploy again"));
  }

  @Test
  void reportsWhatWasDeletedAndWhatItKeepsFromBeingChecked()
      throws IOException, InterruptedException {
    account.snapshot(ecs, "--now", "../events/scheduled.json");
    account.breakIt("policy_deleted", "schedule_deleted", "role_deleted", "nobody_notified");
    assertProblems(
        account.doctor("--format", "json"),
        List.of(
            "roles: role * does not exist | Deploy again",
            "schedule: schedule * does not exist | Deploy again",
            "tag policy: tag policy s3://*/policies/tags.json does not exist | policy lint",
            "notifications: topic * does not exist | Deploy again"));

    account.breakIt(
        "function_deleted", "queue_deleted", "bucket_deleted", "dynamodb_table_deleted");
    assertProblems(
        account.doctor("--format", "json"),
        List.of(
            "function: function * does not exist | Deploy again",
            "roles: role * does not exist | Deploy again",
            "schedule: schedule * does not exist | Deploy again",
            "dead-letter queue: queue * does not exist | Deploy again",
            "bucket: bucket * does not exist | Restore the bucket",
            "table: table * does not exist | Restore the table",
            "last snapshot: bucket * does not exist | Check the schedule",
            "notifications: topic * does not exist | Deploy again"),
        "settings",
        "encryption keys",
        "Regions",
        "member roles",
        "tag policy",
        "Athena tables");
  }

  @Test
  void reportsInvalidSettingsAndAnInvalidPolicy() throws IOException, InterruptedException {
    account.snapshot(ecs, "--now", "../events/scheduled.json");
    account.breakIt("policy_invalid", "other_bucket_in_settings");
    assertProblems(
        account.doctor("--format", "json"),
        List.of(
            "settings: INVENTORY_TABLE is another-table, and TableName of * is * | Correct",
            "table: table another-table does not exist | Restore the table",
            "tag policy: *policies/tags.json*tags* | policy lint"),
        "encryption keys");

    account.breakIt("invalid_settings");
    assertProblems(
        account.doctor("--format", "json"),
        List.of("settings: the function's settings are invalid: *INVENTORY_TABEL*xml* | Correct"),
        "Regions",
        "member roles",
        "tag policy",
        "Athena tables");
  }

  /** A denied check is never correct, and the others are made. */
  @Test
  void reportsWhatTheCredentialsMayNotRead() throws IOException, InterruptedException {
    account.snapshot(ecs, "--now", "../events/scheduled.json");
    JsonNode credentials = MAPPER.readTree(account.breakIt("almost_everything_denied"));
    Map<String, String> environment = new HashMap<>();
    credentials
        .properties()
        .forEach(variable -> environment.put(variable.getKey(), variable.getValue().asText()));

    CommandLineRun run = account.doctor(environment, "--format", "json");

    assertEquals(3, run.exitCode(), run.out() + run.err());
    Map<String, String> statuses = new TreeMap<>();
    for (JsonNode check : MAPPER.readTree(run.out()).path("checks")) {
      statuses.put(check.path("name").asText(), check.path("status").asText());
      assertEquals(
          check.path("status").asText().equals("NOT_CHECKED"),
          !check.path("notChecked").isEmpty(),
          check.toString());
    }
    for (String denied :
        List.of(
            "roles",
            "dead-letter queue",
            "alarms",
            "notifications",
            "Athena tables",
            "Athena views",
            "Athena workgroup")) {
      assertEquals("NOT_CHECKED", statuses.remove(denied), denied + ": " + run.out());
    }
    assertTrue(Set.of("OK", "NOT_CHECKED").containsAll(statuses.values()), run.out());
    assertTrue(statuses.containsValue("OK"), run.out());
    CommandLineRun table = account.doctor(environment);
    assertTrue(
        table.out().matches("(?s).*18 checks: no problem found, [0-9]+ could not be made.*"),
        table.out());
    assertTrue(table.out().contains("not checked: iam:GetRole: "), table.out());
  }

  @Test
  void namesAStackThatDoesNotExist() throws IOException, InterruptedException {
    CommandLineRun run = account.doctor("--stack", "Another");

    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.err().contains("has no stack Another in us-east-1"), run.err());
    assertEquals("", run.out());
  }

  /**
   * The problems are exactly the expected ones, and no other check than these is incomplete.
   *
   * @param expected {@code CHECK: PROBLEM | REMEDY}, where {@code *} stands for any text, and the
   *     remedy contains the expected one
   */
  private static void assertProblems(
      CommandLineRun run, List<String> expected, String... incomplete) throws IOException {
    JsonNode report = MAPPER.readTree(run.out());
    List<String> unexpected = new ArrayList<>();
    List<String> missing = new ArrayList<>(expected);
    Map<String, String> notChecked = new TreeMap<>();
    for (JsonNode check : report.path("checks")) {
      for (JsonNode problem : check.path("problems")) {
        String found =
            check.path("name").asText()
                + ": "
                + problem.path("problem").asText()
                + " | "
                + problem.path("remedy").asText();
        if (!missing.removeIf(one -> matches(one, found))) {
          unexpected.add(found);
        }
      }
      if (!check.path("notChecked").isEmpty()) {
        notChecked.put(check.path("name").asText(), check.path("notChecked").toString());
      }
    }
    assertEquals(List.of(), unexpected, "unexpected problems; missing: " + missing);
    assertEquals(List.of(), missing, run.out());
    for (String name : incomplete) {
      assertTrue(notChecked.remove(name) != null, name + " is complete: " + run.out());
    }
    assertEquals(Map.of(), notChecked);
    assertEquals(5, run.exitCode(), run.out());
  }

  private static boolean matches(String expected, String found) {
    StringBuilder pattern = new StringBuilder("(?s)");
    String[] parts = expected.split(" \\| ", 2);
    String[] texts = (parts[0] + " | *" + parts[1] + "*").split("\\*", -1);
    for (int index = 0; index < texts.length; index++) {
      pattern.append(index == 0 ? "" : ".*").append(Pattern.quote(texts[index]));
    }
    return found.matches(pattern.toString());
  }

  private static boolean pythonHasMotoAndBoto3() throws InterruptedException {
    String search =
        "from importlib.util import find_spec as found;"
            + "exit(not all(map(found, ['moto.server', 'flask', 'boto3'])))";
    try {
      return new ProcessBuilder("python3", "-c", search)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException noPython) {
      return false;
    }
  }
}
