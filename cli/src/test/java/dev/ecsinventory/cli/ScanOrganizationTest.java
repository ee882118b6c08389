package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.cli.demo.DemoEngines;
import dev.ecsinventory.cli.demo.SnapshotFiles;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.SnapshotAccounts;
import dev.ecsinventory.simulator.fleet.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scan} of an organization, as its management account calls it. */
class ScanOrganizationTest {
  private static final String FLEET =
      """
      {"accounts": [{"id": "111111111111", "regions": [
          {"name": "us-east-1", "clusters": [{"clusterName": "prod"}]}]},
         {"id": "222222222222", "regions": [
          {"name": "us-east-1", "clusters": [{"clusterName": "prod", "services": [
            {"serviceName": "web", "deploymentController": {"type": "EXTERNAL"},
             "taskSets": [{"id": "ecs-svc/1"}]}]}]}]}],
       "organization": {
        "id": "o-exampleorg1", "root": "r-ex01", "managementAccount": "111111111111",
        "accounts": [
          {"id": "111111111111", "name": "management"},
          {"id": "222222222222", "name": "payments"},
          {"id": "333333333333", "name": "old", "state": "SUSPENDED"}]}}
      """;

  private static DemoEngines engines;

  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    engines = DemoEngines.start(Fleet.parse(FLEET));
  }

  @AfterAll
  static void stop() {
    engines.close();
  }

  @Test
  void showsTheNamesOfAccounts() throws IOException {
    String policy =
        Files.writeString(
                directory.resolve("policy.json"),
                "{\"rules\": [{\"required_tags\": {\"tag1Key\": \"Team\"}}]}")
            .toString();
    String out = directory.resolve("out").toString();
    String service = "222222222222 (payments) / us-east-1 / prod / web";
    CommandLineRun scan =
        CommandLineRun.in(
            Map.of("AWS_REGION", "us-east-1", "INVENTORY_ACCOUNTS", "organization"),
            "scan",
            "--out",
            out,
            "--policy",
            policy);
    assertTrue(scan.out().contains(service), scan.out() + scan.err());
    CommandLineRun check =
        CommandLineRun.in(Map.of(), "check", "--snapshot", out, "--policy", policy);
    assertTrue(check.out().contains(service), check.out() + check.err());
  }

  private CommandLineRun scan(String... settings) {
    Map<String, String> environment = new HashMap<>(Map.of("AWS_REGION", "us-east-1"));
    for (int index = 0; index < settings.length; index += 2) {
      environment.put(settings[index], settings[index + 1]);
    }
    return CommandLineRun.in(environment, "scan", "--out", directory.toString());
  }

  @Test
  void showsHowManyAccountsWereRead() {
    CommandLineRun run = scan("INVENTORY_ACCOUNTS", "organization");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.err().contains("COMPLETE: 2 of 3 accounts, 1 service"), run.err());
    assertTrue(run.out().contains("\"account_count\":3,\"read_account_count\":2"), run.out());
    assertEquals(
        List.of("READ", "READ", "SUSPENDED"),
        new SnapshotFiles(directory, new ObjectKeys(""))
            .rows(SnapshotAccounts.DATASET).stream()
                .map(row -> row.get(SnapshotAccounts.REASON))
                .toList());
  }

  @Test
  void explainsADiscoveryThatFails() {
    CommandLineRun run = scan("INVENTORY_ACCOUNTS", "ou:ou-ex01-none0001");
    assertEquals(1, run.exitCode(), run.err());
    assertTrue(
        run.err()
            .contains(
                "ecs-inventory: the accounts of the organization are unknown, and nothing was"
                    + " written: INVENTORY_ACCOUNTS: the organization does not have"
                    + " [ou-ex01-none0001]"),
        run.err());
    assertFalse(run.err().contains("\tat "), run.err());
  }

  @Test
  void namesSettingsThatContradictEachOther() {
    CommandLineRun run =
        scan(
            "INVENTORY_ACCOUNTS", "organization",
            "INVENTORY_ROLES", "arn:aws:iam::222222222222:role/reader");
    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.err().contains("cannot be combined with INVENTORY_ACCOUNTS"), run.err());
  }
}
