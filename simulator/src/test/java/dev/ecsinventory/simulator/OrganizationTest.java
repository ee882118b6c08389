package dev.ecsinventory.simulator;

import static dev.ecsinventory.simulator.Rejection.assertRejected;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fault.FaultScript;
import dev.ecsinventory.simulator.fleet.AwsRegions;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.InvalidDescriptionException;
import dev.ecsinventory.simulator.fleet.Organization;
import dev.ecsinventory.simulator.fleet.generate.OrganizationGenerator;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.account.model.RegionOptStatus;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.ListAccountsResponse;
import software.amazon.awssdk.services.organizations.model.PolicyType;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Organizations, Account Management and the roles of member accounts. */
class OrganizationTest {
  private static final String FLEET =
      """
      {"accounts": [{"id": "111111111111", "regions": [
          {"name": "us-east-1", "clusters": [{"clusterName": "prod"}]}]}],
       "organization": {
        "id": "o-exampleorg1", "root": "r-ex01", "managementAccount": "111111111111",
        "delegatedAdministrators": ["222222222222"],
        "units": [{"id": "ou-ex01-prod0001", "name": "Production", "parent": "r-ex01"},
                  {"id": "ou-ex01-team0001", "name": "Team", "parent": "ou-ex01-prod0001"}],
        "accounts": [
          {"id": "111111111111", "name": "management",
           "tagPolicy": {"tags": {"team": {"tag_key": "Team"}}}},
          {"id": "222222222222", "name": "audit", "parent": "ou-ex01-prod0001"},
          {"id": "333333333333", "name": "payments", "parent": "ou-ex01-team0001",
           "optInRegions": ["me-south-1"]},
          {"id": "444444444444", "name": "old", "state": "SUSPENDED"}]}}
      """;

  private final EcsSimulator simulator =
      EcsSimulator.start(Fleet.parse(FLEET), SimulatorOptions.DEFAULTS);
  private final OrganizationsClient organizations =
      TestClients.organizations(simulator, TestClients.USER);
  private final AccountClient accounts = TestClients.account(simulator, TestClients.USER);

  @AfterEach
  void stop() {
    organizations.close();
    accounts.close();
    simulator.close();
  }

  private AwsCredentials roleOf(String account) {
    try (StsClient sts = TestClients.sts(simulator, "us-east-1")) {
      Credentials issued =
          sts.assumeRole(
                  r ->
                      r.roleArn("arn:aws:iam::" + account + ":role/reader")
                          .roleSessionName("snapshot"))
              .credentials();
      return AwsSessionCredentials.create(
          issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
    }
  }

  @Test
  void listsAccountsWithTheirStateAndWithoutTheRetiredStatus() {
    List<Account> listed = organizations.listAccounts().accounts();
    assertEquals(
        List.of("ACTIVE", "ACTIVE", "ACTIVE", "SUSPENDED"),
        listed.stream().map(Account::stateAsString).toList());
    assertEquals("payments", listed.get(2).name());
    assertEquals(
        "arn:aws:organizations::111111111111:account/o-exampleorg1/333333333333",
        listed.get(2).arn());
    assertNull(listed.getFirst().statusAsString());
  }

  @Test
  void listsTheTreeOfUnits() {
    assertEquals("r-ex01", organizations.listRoots().roots().getFirst().id());
    assertEquals(
        List.of("ou-ex01-prod0001"),
        organizations
            .listOrganizationalUnitsForParent(r -> r.parentId("r-ex01"))
            .organizationalUnits()
            .stream()
            .map(unit -> unit.id())
            .toList());
    assertEquals(
        List.of("333333333333"),
        organizations.listAccountsForParent(r -> r.parentId("ou-ex01-team0001")).accounts().stream()
            .map(Account::id)
            .toList());
  }

  @Test
  void onlyTheManagementAccountAndAdministratorsMayList() {
    try (OrganizationsClient administrator =
            TestClients.organizations(simulator, roleOf("222222222222"));
        OrganizationsClient member = TestClients.organizations(simulator, roleOf("333333333333"));
        AccountClient regions = TestClients.account(simulator, roleOf("333333333333"))) {
      assertEquals(4, administrator.listAccounts().accounts().size());
      assertRejected("AccessDeniedException", "permissions", () -> member.listAccounts());
      assertRejected("AccessDeniedException", "permissions", () -> member.listRoots());
      assertRejected(
          "AccessDeniedException",
          "not authorized",
          () -> regions.listRegions(r -> r.accountId("222222222222")));
      assertEquals(20, regions.listRegions(r -> {}).regions().size());
    }
  }

  @Test
  void aFleetWithoutAnOrganizationHasNone() {
    simulator.fleet(Samples.fleet());
    assertRejected(
        "AWSOrganizationsNotInUseException",
        "not a member of an organization",
        () -> organizations.listAccounts());
  }

  @Test
  void rejectsInvalidInput() {
    assertRejected(
        "InvalidInputException",
        "1 to 20",
        () -> organizations.listAccounts(r -> r.maxResults(21)));
    assertRejected(
        "InvalidInputException",
        "pagination token",
        () -> organizations.listAccounts(r -> r.nextToken("none")));
    String token = organizations.listAccounts(r -> r.maxResults(1)).nextToken();
    assertRejected(
        "InvalidInputException",
        "pagination token",
        () -> organizations.listAccountsForParent(r -> r.parentId("r-ex01").nextToken(token)));
    assertRejected(
        "InvalidInputException",
        "ParentId",
        () -> organizations.listAccountsForParent(r -> r.parentId("prod")));
    assertRejected(
        "ParentNotFoundException",
        "doesn't exist",
        () -> organizations.listAccountsForParent(r -> r.parentId("ou-ex01-none0001")));
    assertRejected(
        "UnknownOperationException", "DescribeOrganization", organizations::describeOrganization);
    assertRejected(
        "ValidationException", "1 to 50", () -> accounts.listRegions(r -> r.maxResults(51)));
    assertRejected(
        "ValidationException", "NextToken", () -> accounts.listRegions(r -> r.nextToken("none")));
  }

  @Test
  void listsTheRegionsOfAnAccount() {
    Map<String, RegionOptStatus> regions =
        accounts.listRegions(r -> r.accountId("333333333333").maxResults(50)).regions().stream()
            .collect(Collectors.toMap(region -> region.regionName(), r -> r.regionOptStatus()));
    assertEquals(AwsRegions.BY_DEFAULT.size() + AwsRegions.OPT_IN.size(), regions.size());
    assertEquals(RegionOptStatus.ENABLED_BY_DEFAULT, regions.get("us-east-1"));
    assertEquals(RegionOptStatus.ENABLED, regions.get("me-south-1"));
    assertEquals(RegionOptStatus.DISABLED, regions.get("af-south-1"));
    assertEquals(
        List.of("me-south-1"),
        accounts
            .listRegions(
                r -> r.accountId("333333333333").regionOptStatusContains(RegionOptStatus.ENABLED))
            .regions()
            .stream()
            .map(region -> region.regionName())
            .toList());
  }

  @Test
  void theManagementAccountDoesNotNameItself() {
    assertRejected(
        "AccessDeniedException",
        "standalone",
        () -> accounts.listRegions(r -> r.accountId("111111111111")));
    assertRejected(
        "ResourceNotFoundException",
        "not in the organization",
        () -> accounts.listRegions(r -> r.accountId("999999999999")));
  }

  @Test
  void rolesOfMembersCanBeAssumedUnlessTheAccountIsSuspended() {
    try (EcsClient ecs = TestClients.ecs(simulator, "us-east-1", roleOf("333333333333"))) {
      assertTrue(ecs.listClusters().clusterArns().isEmpty());
    }
    assertRejected("AccessDenied", "444444444444", () -> roleOf("444444444444"));
  }

  @Test
  void aRegionThatIsNotEnabledRejectsTheCredentials() {
    AwsCredentials role = roleOf("333333333333");
    try (EcsClient enabled = TestClients.ecs(simulator, "me-south-1", role);
        EcsClient disabled = TestClients.ecs(simulator, "af-south-1", role)) {
      assertTrue(enabled.listClusters().clusterArns().isEmpty());
      assertRejected(
          "UnrecognizedClientException", "security token", () -> disabled.listClusters());
    }
  }

  @Test
  void servesEffectiveTagPolicies() {
    assertEquals(
        "{\"tags\":{\"team\":{\"tag_key\":\"Team\"}}}",
        organizations
            .describeEffectivePolicy(r -> r.policyType("TAG_POLICY"))
            .effectivePolicy()
            .policyContent());
    assertRejected(
        "EffectivePolicyNotFoundException",
        "no effective policy",
        () ->
            organizations.describeEffectivePolicy(
                r -> r.policyType("TAG_POLICY").targetId("333333333333")));
    assertRejected(
        "InvalidInputException",
        "policy type",
        () ->
            organizations.describeEffectivePolicy(
                r -> r.policyType(PolicyType.SERVICE_CONTROL_POLICY.toString())));
  }

  @Test
  void failsOnAScript() {
    simulator.faults(
        FaultScript.of(
            FaultRule.of(new Fault.Throttle()).on("ListAccounts"),
            FaultRule.of(new Fault.AccessDenied()).on("ListRegions").touching("333333333333"),
            FaultRule.of(new Fault.AccessDenied()).on("ListRoots")));
    assertRejected("TooManyRequestsException", "Organizations", () -> organizations.listAccounts());
    assertRejected(
        "AccessDeniedException",
        "account:ListRegions",
        () -> accounts.listRegions(r -> r.accountId("333333333333")));
    assertRejected(
        "AccessDeniedException", "organizations:ListRoots", () -> organizations.listRoots());
    assertEquals(1, simulator.calls().throttled());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void pagesHaveEveryAccountOnceAlsoIfSomeAreShortOrEmpty(long seed) {
    Fleet fleet = new OrganizationGenerator(seed, List.of("us-east-1")).generate(217, 0);
    List<String> listed = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    try (EcsSimulator varied =
            EcsSimulator.start(fleet, SimulatorOptions.DEFAULTS.withShuffle(true).withSeed(seed));
        OrganizationsClient client = TestClients.organizations(varied, TestClients.USER)) {
      String token = null;
      do {
        String next = token;
        ListAccountsResponse page = client.listAccounts(r -> r.nextToken(next));
        page.accounts().forEach(account -> listed.add(account.id()));
        sizes.add(page.accounts().size());
        token = page.nextToken();
      } while (token != null);
    }
    assertEquals(ids(fleet), listed);
    assertTrue(sizes.contains(0), sizes.toString());
  }

  private static List<String> ids(Fleet fleet) {
    return fleet.organization().orElseThrow().members().stream()
        .map(Organization.Member::id)
        .toList();
  }

  @Test
  void generatesAnOrganizationOfAThousandAccounts() {
    Fleet fleet =
        new OrganizationGenerator(7, List.of("eu-west-1", "us-east-1")).generate(1_000, 2_000);
    Map<String, Long> states =
        fleet.organization().orElseThrow().members().stream()
            .map(Organization.Member::state)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertEquals(Fleet.of(fleet.toJson()).organization(), fleet.organization());
    assertTrue(states.keySet().containsAll(List.of("ACTIVE", "SUSPENDED", "CLOSED")));
    assertTrue(states.get("ACTIVE") > 900, states.toString());
    long services = fleet.services().count();
    assertTrue(services >= 2_000 && services < 3_000, services + " services");
    assertFalse(ids(fleet).stream().distinct().count() < 1_000);
  }

  @Test
  void reportsEveryProblemOfAnOrganizationAtOnce() {
    String broken =
        FLEET
            .replace(
                "\"r-ex01\", \"managementAccount\": \"111",
                "\"r-ex01\", \"managementAccount\": \"999")
            .replace("\"parent\": \"ou-ex01-team0001\"", "\"parent\": \"ou-ex01-gone0001\"")
            .replace("\"id\": \"ou-ex01-team0001\"", "\"id\": \"team\"")
            .replace("me-south-1", "us-east-1")
            .replace("\"SUSPENDED\"", "7");
    InvalidDescriptionException problems =
        assertThrows(InvalidDescriptionException.class, () -> Fleet.parse(broken));
    for (String part :
        List.of(
            "$.organization.accounts does not contain the managementAccount",
            "the parent of 333333333333 is ou-ex01-gone0001",
            "$.organization.units[1].id is \"team\"",
            "$.organization.accounts[2].optInRegions is [\"us-east-1\"]",
            "$.organization.accounts[3].state is 7")) {
      assertTrue(problems.getMessage().contains(part), part + " in " + problems.getMessage());
    }
  }
}
