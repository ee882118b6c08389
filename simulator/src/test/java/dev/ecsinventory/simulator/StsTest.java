package dev.ecsinventory.simulator;

import static dev.ecsinventory.simulator.Rejection.assertRejected;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fault.FaultScript;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

class StsTest {
  private static final String GOV = "us-gov-west-1";
  private static final String ROLE = "arn:aws-us-gov:iam::210987654321:role/team/inventory-reader";

  private EcsSimulator simulator;
  private StsClient sts;

  @BeforeEach
  void start() {
    simulator = EcsSimulator.start(Samples.fleet(), SimulatorOptions.DEFAULTS);
    sts = TestClients.sts(simulator, GOV);
  }

  @AfterEach
  void stop() {
    sts.close();
    simulator.close();
  }

  private AssumeRoleResponse assume(String role, String externalId) {
    return sts.assumeRole(r -> r.roleArn(role).roleSessionName("snapshot").externalId(externalId));
  }

  private AwsCredentials assumed() {
    Credentials issued = assume(ROLE, "inventory").credentials();
    return AwsSessionCredentials.create(
        issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
  }

  @Test
  void assignsOtherCredentialsToTheFirstAccount() {
    assertEquals("123456789012", sts.getCallerIdentity().account());
    assertEquals("arn:aws-us-gov:iam::123456789012:user/simulator", sts.getCallerIdentity().arn());
  }

  @Test
  void issuesCredentialsForTheAccountOfTheRole() {
    AssumeRoleResponse response = assume(ROLE, "inventory");
    assertTrue(response.credentials().expiration().isAfter(Instant.now()));
    String session = "arn:aws-us-gov:sts::210987654321:assumed-role/inventory-reader/snapshot";
    assertEquals(session, response.assumedRoleUser().arn());
    try (StsClient memberSts = TestClients.sts(simulator, GOV, assumed());
        EcsClient ecs = TestClients.ecs(simulator, GOV, assumed())) {
      assertEquals(session, memberSts.getCallerIdentity().arn());
      assertEquals(
          "arn:aws-us-gov:ecs:us-gov-west-1:210987654321:cluster/default",
          ecs.listClusters().clusterArns().getFirst());
      assertEquals(1, simulator.calls().of("ListClusters", "210987654321", GOV));
    }
  }

  @Test
  void acceptsCredentialsOfAnEarlierSimulator() {
    AwsCredentials credentials = assumed();
    try (EcsSimulator another = EcsSimulator.start(Samples.fleet(), SimulatorOptions.DEFAULTS);
        EcsClient ecs = TestClients.ecs(another, GOV, credentials)) {
      assertEquals(1, ecs.listClusters().clusterArns().size());
    }
  }

  @Test
  void rejectsAnIssuedKeyWithoutItsToken() {
    String key = assumed().accessKeyId();
    try (EcsClient ecs =
        TestClients.ecs(simulator, GOV, AwsBasicCredentials.create(key, "secret"))) {
      assertRejected("UnrecognizedClientException", "security token", () -> ecs.listClusters());
    }
  }

  @Test
  void rejectsRolesOfUnknownAccounts() {
    String role = "arn:aws:iam::999999999999:role/reader";
    assertEquals(
        403,
        assertRejected(
                "AccessDenied", "sts:AssumeRole on resource: " + role, () -> assume(role, null))
            .statusCode());
  }

  @Test
  void rejectsAMissingOrWrongExternalId() {
    assertRejected("AccessDenied", "sts:AssumeRole", () -> assume(ROLE, null));
    assertRejected("AccessDenied", "sts:AssumeRole", () -> assume(ROLE, "wrong"));
    assertEquals(
        "arn:aws:sts::123456789012:assumed-role/reader/snapshot",
        assume("arn:aws:iam::123456789012:role/reader", null).assumedRoleUser().arn());
  }

  @Test
  void rejectsInvalidInput() {
    assertRejected("ValidationError", "is invalid", () -> assume("reader", null));
    assertRejected(
        "ValidationError",
        "roleSessionName",
        () -> sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("a b")));
    assertRejected(
        "ValidationError",
        "durationSeconds",
        () -> sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("ok").durationSeconds(10)));
    assertRejected("InvalidAction", "GetSessionToken", () -> sts.getSessionToken());
  }

  @Test
  void appliesFaults() {
    simulator.faults(
        FaultScript.of(
            FaultRule.of(new Fault.AccessDenied()).on("AssumeRole").touching("inventory-reader"),
            FaultRule.of(new Fault.Throttle()).on("GetCallerIdentity")));
    assertRejected("AccessDenied", ROLE, () -> assume(ROLE, "inventory"));
    assertRejected("ThrottlingException", "Rate exceeded", () -> sts.getCallerIdentity());
  }
}
