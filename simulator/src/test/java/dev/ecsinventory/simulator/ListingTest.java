package dev.ecsinventory.simulator;

import static dev.ecsinventory.simulator.Rejection.assertRejected;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;

class ListingTest {
  private static EcsSimulator many;
  private static EcsClient manyClient;
  private static EcsSimulator sample;
  private static EcsClient sampleClient;

  @BeforeAll
  static void start() {
    many = EcsSimulator.start(Samples.fleet(230, 205), SimulatorOptions.DEFAULTS);
    manyClient = TestClients.ecs(many);
    sample = EcsSimulator.start(Samples.fleet(), SimulatorOptions.DEFAULTS);
    sampleClient = TestClients.ecs(sample);
  }

  @AfterAll
  static void stop() {
    manyClient.close();
    many.close();
    sampleClient.close();
    sample.close();
  }

  @Test
  void listsHundredClustersPerPageByDefault() {
    ListClustersResponse first = manyClient.listClusters();
    assertEquals(100, first.clusterArns().size());
    assertNotNull(first.nextToken());
    ListClustersResponse last =
        manyClient.listClusters(
            r ->
                r.nextToken(
                    manyClient.listClusters(n -> n.nextToken(first.nextToken())).nextToken()));
    assertEquals(30, last.clusterArns().size());
    assertNull(last.nextToken());
  }

  @Test
  void listsTenServicesPerPageByDefault() {
    ListServicesResponse first = manyClient.listServices(r -> r.cluster("c0"));
    assertEquals(10, first.serviceArns().size());
    assertNotNull(first.nextToken());
  }

  @Test
  void returnsEveryElementOnceInOrder() {
    List<String> services =
        manyClient.listServicesPaginator(r -> r.cluster("c0").maxResults(100)).stream()
            .flatMap(page -> page.serviceArns().stream())
            .toList();
    assertEquals(205, services.stream().distinct().count());
    assertEquals("arn:aws:ecs:us-east-1:123456789012:service/c0/s204", services.getLast());
    assertEquals(
        230,
        manyClient.listClustersPaginator(r -> r.maxResults(7)).clusterArns().stream()
            .distinct()
            .count());
  }

  @Test
  void returnsNoTokenAfterTheLastFullPage() {
    assertNull(sampleClient.listClusters(r -> r.maxResults(2)).nextToken());
  }

  @Test
  void rejectsModifiedTokens() {
    String token = manyClient.listClusters().nextToken();
    for (String bad : List.of("x", "bm90IGEgdG9rZW4=", token.substring(2), token + "AAAA")) {
      assertRejected(
          "InvalidParameterException",
          "Invalid token.",
          () -> manyClient.listClusters(r -> r.nextToken(bad)));
    }
  }

  @Test
  void rejectsTokensOfAnotherListing() {
    String ofClusters = manyClient.listClusters().nextToken();
    String ofServices = manyClient.listServices(r -> r.cluster("c0")).nextToken();
    assertRejected(
        "InvalidParameterException",
        "Invalid token.",
        () -> manyClient.listServices(r -> r.cluster("c0").nextToken(ofClusters)));
    assertRejected(
        "InvalidParameterException",
        "Invalid token.",
        () -> manyClient.listServices(r -> r.cluster("c1").nextToken(ofServices)));
  }

  @Test
  void rejectsPageSizesOutsideOneToHundred() {
    for (int size : new int[] {-1, 0, 101}) {
      assertRejected(
          "InvalidParameterException",
          "maxResults",
          () -> manyClient.listClusters(r -> r.maxResults(size)));
      assertRejected(
          "InvalidParameterException",
          "maxResults",
          () -> manyClient.listServices(r -> r.cluster("c0").maxResults(size)));
    }
  }

  @Test
  void omitsInactiveServicesAndReturnsShortArnsOfOldServices() {
    assertEquals(
        List.of(
            "arn:aws:ecs:us-east-1:123456789012:service/prod/checkout",
            "arn:aws:ecs:us-east-1:123456789012:service/prod/search",
            "arn:aws:ecs:us-east-1:123456789012:service/prod/website",
            "arn:aws:ecs:us-east-1:123456789012:service/legacy"),
        sampleClient.listServices(r -> r.cluster("prod")).serviceArns());
  }

  @Test
  void filtersServices() {
    assertEquals(
        List.of("arn:aws:ecs:us-east-1:123456789012:service/prod/website"),
        sampleClient.listServices(r -> r.cluster("prod").launchType(LaunchType.EC2)).serviceArns());
    assertEquals(
        List.of(),
        sampleClient
            .listServices(r -> r.cluster("prod").schedulingStrategy(SchedulingStrategy.DAEMON))
            .serviceArns());
  }

  @Test
  void acceptsTheArnOfTheCluster() {
    assertEquals(
        4,
        sampleClient
            .listServices(r -> r.cluster("arn:aws:ecs:us-east-1:123456789012:cluster/prod"))
            .serviceArns()
            .size());
  }

  @Test
  void rejectsUnknownClusters() {
    for (String cluster :
        List.of("pro", "arn:aws:ecs:eu-west-1:123456789012:cluster/prod", "default")) {
      assertRejected(
          "ClusterNotFoundException",
          "Cluster not found.",
          () -> sampleClient.listServices(r -> r.cluster(cluster)));
    }
    assertRejected(
        "ClusterNotFoundException", "Cluster not found.", () -> sampleClient.listServices());
  }

  @Test
  void rejectsInvalidClusters() {
    assertRejected(
        "InvalidParameterException",
        "Cluster must match ^[a-zA-Z0-9\\-_]{1,255}$, but was pro d",
        () -> sampleClient.listServices(r -> r.cluster("pro d")));
    assertRejected(
        "InvalidParameterException",
        "Unsupported resource type: service",
        () ->
            sampleClient.listServices(
                r -> r.cluster("arn:aws:ecs:us-east-1:123456789012:service/prod/checkout")));
  }
}
