package dev.ecsinventory.simulator;

import static dev.ecsinventory.simulator.Rejection.assertRejected;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fault.FaultScript;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;

/** The effect of each kind of fault on a client. */
class FaultTest {
  private static final String ID = "ecs-svc/1234567890123456789";

  private EcsSimulator simulator;
  private EcsClient ecs;

  @BeforeEach
  void start() {
    simulator = EcsSimulator.start(Samples.fleet(), SimulatorOptions.DEFAULTS);
    ecs = TestClients.ecs(simulator);
  }

  @AfterEach
  void stop() {
    ecs.close();
    simulator.close();
  }

  private void faults(FaultRule... rules) {
    simulator.faults(FaultScript.of(rules));
  }

  private void describeTaskSet() {
    ecs.describeTaskSets(r -> r.cluster("prod").service("checkout").taskSets(ID));
  }

  @Test
  void throttles() {
    faults(FaultRule.of(new Fault.Throttle()));
    AwsServiceException rejection =
        assertRejected("ThrottlingException", "Rate exceeded", () -> ecs.listClusters());
    assertEquals(400, rejection.statusCode());
    assertTrue(rejection.isThrottlingException());
    assertEquals(1, simulator.calls().throttled());
  }

  @Test
  void failsWithAServerError() {
    faults(FaultRule.of(new Fault.ServerError()));
    assertEquals(500, assertRejected("ServerException", "", () -> ecs.listClusters()).statusCode());
  }

  @Test
  void failsWithAClientError() {
    faults(FaultRule.of(new Fault.ClientError()));
    assertEquals(400, assertRejected("ClientException", "", () -> ecs.listClusters()).statusCode());
  }

  @Test
  void failsWithAnyErrorCode() {
    Fault unsupported = new Fault.Error(400, "UnsupportedFeatureException", "Not in this region.");
    faults(FaultRule.of(unsupported).on("DescribeTaskSets"));
    assertRejected("UnsupportedFeatureException", "Not in this region.", this::describeTaskSet);
    ecs.listClusters();
  }

  @Test
  void resetsTheConnection() {
    faults(FaultRule.of(new Fault.ConnectionReset()).times(1));
    SdkClientException failure = assertThrows(SdkClientException.class, () -> ecs.listClusters());
    SocketException cause = assertInstanceOf(SocketException.class, failure.getCause());
    assertTrue(cause.getMessage().contains("reset"), cause.getMessage());
    assertEquals(2, ecs.listClusters().clusterArns().size());
  }

  @Test
  void truncatesTheBody() {
    faults(FaultRule.of(new Fault.TruncatedBody()).times(1));
    assertThrows(SdkClientException.class, () -> ecs.listClusters());
    assertEquals(2, ecs.listClusters().clusterArns().size());
  }

  @Test
  void delaysResponses() {
    faults(FaultRule.of(new Fault.Slow(Duration.ofMillis(120))).on("ListClusters"));
    long start = System.nanoTime();
    assertEquals(2, ecs.listClusters().clusterArns().size());
    assertTrue(System.nanoTime() - start >= Duration.ofMillis(120).toNanos());
  }

  @Test
  void deniesEveryCallThatAffectsACluster() {
    faults(FaultRule.of(new Fault.AccessDenied()).touching("cluster/prod"));
    assertEquals(2, ecs.listClusters().clusterArns().size());
    assertRejected(
        "AccessDeniedException",
        "is not authorized to perform: ecs:DescribeClusters on resource:"
            + " arn:aws:ecs:us-east-1:123456789012:cluster/prod because no identity-based policy"
            + " allows the ecs:DescribeClusters action",
        () -> ecs.describeClusters(r -> r.clusters("empty", "prod")));
    assertRejected("AccessDeniedException", "", () -> ecs.listServices(r -> r.cluster("prod")));
    assertRejected(
        "AccessDeniedException",
        "",
        () -> ecs.describeServices(r -> r.cluster("prod").services("checkout")));
    assertRejected("AccessDeniedException", "", this::describeTaskSet);
    assertEquals(1, ecs.describeClusters(r -> r.clusters("empty")).clusters().size());
    assertEquals(List.of(), ecs.listServices(r -> r.cluster("empty")).serviceArns());
  }

  @Test
  void deletesAClusterAfterItsListing() {
    faults(FaultRule.of(new Fault.Disappear(false)).touching("cluster/prod"));
    assertEquals(2, ecs.listClusters().clusterArns().size());
    assertEquals(
        "MISSING", ecs.describeClusters(r -> r.clusters("prod")).failures().getFirst().reason());
    assertRejected("ClusterNotFoundException", "", () -> ecs.listServices(r -> r.cluster("prod")));
    assertRejected(
        "ClusterNotFoundException",
        "",
        () -> ecs.describeServices(r -> r.cluster("prod").services("checkout")));
    assertRejected("ClusterNotFoundException", "", this::describeTaskSet);
  }

  @Test
  void deletesAServiceAfterItsListing() {
    faults(FaultRule.of(new Fault.Disappear(false)).touching("service/prod/checkout"));
    assertEquals(4, ecs.listServices(r -> r.cluster("prod")).serviceArns().size());
    DescribeServicesResponse described =
        ecs.describeServices(r -> r.cluster("prod").services("search", "checkout"));
    assertEquals(1, described.services().size());
    assertEquals("MISSING", described.failures().getFirst().reason());
    assertRejected("ServiceNotFoundException", "", this::describeTaskSet);
  }

  @Test
  void deletesAServiceBeforeItsTaskSetsAreDescribed() {
    faults(
        FaultRule.of(new Fault.Disappear(true))
            .on("DescribeTaskSets")
            .touching("service/prod/checkout"));
    assertEquals(
        "ACTIVE",
        ecs.describeServices(r -> r.cluster("prod").services("checkout"))
            .services()
            .getFirst()
            .status());
    assertRejected("ServiceNotActiveException", "", this::describeTaskSet);
  }

  @Test
  void showsDeletedResourcesAsInactive() {
    faults(FaultRule.of(new Fault.Disappear(true)).touching("prod"));
    assertEquals(
        "INACTIVE", ecs.describeClusters(r -> r.clusters("prod")).clusters().getFirst().status());
    assertRejected("ClusterNotFoundException", "", () -> ecs.listServices(r -> r.cluster("prod")));
    faults(FaultRule.of(new Fault.Disappear(true)).touching("checkout"));
    assertEquals(
        "INACTIVE",
        ecs.describeServices(r -> r.cluster("prod").services("checkout"))
            .services()
            .getFirst()
            .status());
  }

  @Test
  void reportsNamedResourcesAsMissing() {
    faults(
        FaultRule.of(new Fault.Missing()).touching("cluster/prod"),
        FaultRule.of(new Fault.Missing()).touching("checkout"),
        FaultRule.of(new Fault.Missing()).touching(ID));
    assertEquals(
        "arn:aws:ecs:us-east-1:123456789012:cluster/prod",
        ecs.describeClusters(r -> r.clusters("prod", "empty")).failures().getFirst().arn());
    assertEquals(
        1,
        ecs.describeServices(r -> r.cluster("prod").services("checkout", "search"))
            .failures()
            .size());
    assertEquals(
        List.of("MISSING"),
        ecs
            .describeTaskSets(r -> r.cluster("prod").service("checkout").taskSets(ID))
            .failures()
            .stream()
            .map(failure -> failure.reason())
            .toList());
  }

  @Test
  void appliesFromTheNthCallForANumberOfCalls() {
    faults(FaultRule.of(new Fault.Throttle()).on("ListClusters").from(2).times(2));
    ecs.listClusters();
    assertRejected("ThrottlingException", "", () -> ecs.listClusters());
    ecs.listServices(r -> r.cluster("prod"));
    assertRejected("ThrottlingException", "", () -> ecs.listClusters());
    ecs.listClusters();
  }

  @Test
  void appliesInOneAccountAndRegionOnly() {
    faults(FaultRule.of(new Fault.Throttle()).in(TestClients.ACCOUNT, "eu-central-1"));
    ecs.listClusters();
    faults(FaultRule.of(new Fault.Throttle()).in(TestClients.ACCOUNT, TestClients.REGION));
    assertRejected("ThrottlingException", "", () -> ecs.listClusters());
  }

  @Test
  void endsWithTheReplacementOfTheScript() {
    faults(FaultRule.of(new Fault.ServerError()));
    simulator.faults(FaultScript.NONE);
    ecs.listClusters();
  }
}
