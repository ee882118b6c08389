package dev.ecsinventory.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.FailureKind;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.scan.Reading.ClusterReading;
import dev.ecsinventory.scan.Reading.ServiceReading;
import dev.ecsinventory.scan.Reading.TaskDefinitionReading;
import dev.ecsinventory.scan.Reading.TaskSetReading;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.Struct;
import dev.ecsinventory.schema.TaskDefinitions;
import dev.ecsinventory.schema.TaskSets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskSet;

class NormalizerTest {
  private final Normalizer normalizer =
      new Normalizer(SnapshotId.at(Instant.parse("2026-01-15T06:00:00Z"), Optional.empty()));

  private static final AccountRegion PLACE = new AccountRegion("123456789012", "eu-west-1");
  private static final String ARN = "arn:aws:ecs:eu-west-1:123456789012:";

  @Test
  void rowsOfAServiceHoldOnceWhatTheyHaveInCommon() {
    List<Row> rows = rows(taskSet("1", "PRIMARY"), taskSet("2", "ACTIVE"));
    Row one = rows.get(1);
    Row other = rows.get(2);

    assertSame(one.get(TaskSets.CLUSTER_ARN), other.get(TaskSets.CLUSTER_ARN));
    assertSame(one.get(TaskSets.CLUSTER_NAME), other.get(TaskSets.CLUSTER_NAME));
    assertSame(one.get(TaskSets.TAGS), other.get(TaskSets.TAGS));
    assertEquals(ARN + "task-set/prod/web/ecs-svc/1", one.get(TaskSets.TASK_SET_ARN));
    assertEquals(ARN + "task-set/prod/web/ecs-svc/2", other.get(TaskSets.TASK_SET_ARN));
    assertEquals("PRIMARY", one.get(TaskSets.STATUS));
    assertEquals("ACTIVE", other.get(TaskSets.STATUS));
  }

  @Test
  void whatTwoServicesHaveInCommonIsHeldOnceAndEachKeepsItsOwn() {
    List<Row> web = rows("web", taskSet("1", "PRIMARY"));
    List<Row> api = rows("api", taskSet("2", "ACTIVE"));
    assertSame(web.get(0).get(Services.CLUSTER_ARN), api.get(0).get(Services.CLUSTER_ARN));
    assertSame(web.get(1).get(TaskSets.TAGS), api.get(1).get(TaskSets.TAGS));
    assertEquals(ARN + "service/prod/web", web.get(0).get(Services.SERVICE_ARN));
    assertEquals(ARN + "service/prod/api", api.get(0).get(Services.SERVICE_ARN));
    assertEquals("PRIMARY", web.get(1).get(TaskSets.STATUS));
    assertEquals("ACTIVE", api.get(1).get(TaskSets.STATUS));
  }

  @Test
  void aRowBeginsWithTheSnapshotAndTheAccountAndRegion() {
    Row row = rows(taskSet("1", "PRIMARY")).getFirst();
    assertEquals("20260115T060000Z", row.get(Services.DATASET.snapshotId()));
    assertEquals(Instant.parse("2026-01-15T06:00:00Z"), row.get(Services.DATASET.snapshotTime()));
    assertEquals(Dataset.SCHEMA_VERSION, row.get(Services.DATASET.schemaVersion()));
    assertEquals("123456789012", row.get(Services.DATASET.accountId()));
    assertEquals("eu-west-1", row.get(Services.DATASET.region()));
  }

  @Test
  void theIdentityIsTheRequestedOneAndADifferentReportedOneIsKept() {
    Service service =
        Service.builder()
            .serviceArn(ARN + "service/web")
            .clusterArn("\uD800")
            .deploymentController(type -> type.type("EXTERNAL"))
            .build();
    TaskSet set = taskSet("1", "PRIMARY");
    ServiceIdentity identity = new ServiceIdentity(ARN + "cluster/prod", ARN + "service/prod/web");
    List<Row> rows =
        normalizer.rows(
            PLACE,
            new ServiceReading(
                identity, service, true, 1, List.of(new TaskSetReading("requested", set, true))));
    Row own = rows.get(0);
    assertEquals(ARN + "cluster/prod", own.get(Services.CLUSTER_ARN));
    assertEquals("prod", own.get(Services.CLUSTER_NAME));
    assertEquals(ARN + "service/prod/web", own.get(Services.SERVICE_ARN));
    assertEquals("\uFFFD", own.get(Services.REPORTED_CLUSTER_ARN));
    assertEquals(ARN + "service/web", own.get(Services.REPORTED_SERVICE_ARN));
    assertEquals(1, own.get(Services.TASK_SET_COUNT));
    Row taskSet = rows.get(1);
    assertEquals("requested", taskSet.get(TaskSets.TASK_SET_ARN));
    assertEquals(ARN + "service/prod/web", taskSet.get(TaskSets.SERVICE_ARN));
    assertEquals("web", taskSet.get(TaskSets.SERVICE_NAME));
    assertEquals("prod", taskSet.get(TaskSets.CLUSTER_NAME));
    assertNull(taskSet.get(TaskSets.REPORTED_CLUSTER_ARN), "the same");
    assertNull(taskSet.get(TaskSets.REPORTED_SERVICE_ARN));
    assertEquals("EXTERNAL", taskSet.get(TaskSets.DEPLOYMENT_CONTROLLER), "its service's");
  }

  @Test
  void tagsThatAreNotKnownAreAbsentAndNotEmpty() {
    Tag tag = Tag.builder().key("Team").value("shop").build();
    Service service = Service.builder().tags(tag).build();
    TaskSet set = taskSet("1", "PRIMARY");
    ServiceIdentity identity = new ServiceIdentity(ARN + "cluster/a", ARN + "service/a/b");
    List<Row> rows =
        normalizer.rows(
            PLACE,
            new ServiceReading(
                identity, service, false, null, List.of(new TaskSetReading("a", set, false))));
    Row cluster =
        normalizer
            .rows(PLACE, new ClusterReading("a", Cluster.builder().tags(tag).build(), false))
            .getFirst();
    assertNull(rows.get(0).get(Services.TAGS));
    assertEquals(false, rows.get(0).get(Services.TAGS_KNOWN));
    assertNull(rows.get(1).get(TaskSets.TAGS));
    assertEquals(false, rows.get(1).get(TaskSets.TAGS_KNOWN));
    assertNull(cluster.get(Clusters.TAGS));
    assertEquals(false, cluster.get(Clusters.TAGS_KNOWN));
  }

  @Test
  void aClusterHasItsListedArnAndSortedTags() {
    Cluster cluster =
        Cluster.builder()
            .clusterName("other")
            .tags(
                Tag.builder().key("b").value("2").build(),
                Tag.builder().key("a").value("1").build())
            .build();
    Row row =
        normalizer.rows(PLACE, new ClusterReading(ARN + "cluster/prod", cluster, true)).getFirst();
    assertEquals(ARN + "cluster/prod", row.get(Clusters.CLUSTER_ARN));
    assertEquals("prod", row.get(Clusters.CLUSTER_NAME));
    assertEquals(List.of(Struct.of("a", "1"), Struct.of("b", "2")), row.get(Clusters.TAGS));
  }

  @Test
  void aTaskDefinitionThatWasNotReadHasItsArnAndUnknownTags() {
    Row unread = taskDefinition(Optional.empty());
    assertEquals(ARN + "task-definition/shop:7", unread.get(TaskDefinitions.TASK_DEFINITION_ARN));
    assertEquals("shop", unread.get(TaskDefinitions.TASK_DEFINITION_FAMILY));
    assertEquals(7, unread.get(TaskDefinitions.TASK_DEFINITION_REVISION));
    assertNull(unread.get(TaskDefinitions.TAGS));
    assertEquals(false, unread.get(TaskDefinitions.TAGS_KNOWN));
    Row read =
        taskDefinition(
            Optional.of(
                DescribeTaskDefinitionResponse.builder()
                    .taskDefinition(
                        shape -> shape.taskDefinitionArn(ARN + "task-definition/shop:7"))
                    .tags(List.of())
                    .build()));
    assertEquals(List.of(), read.get(TaskDefinitions.TAGS));
    assertEquals(true, read.get(TaskDefinitions.TAGS_KNOWN));
  }

  private Row taskDefinition(Optional<DescribeTaskDefinitionResponse> response) {
    return normalizer
        .rows(PLACE, new TaskDefinitionReading(ARN + "task-definition/shop:7", response))
        .getFirst();
  }

  @Test
  void aReadFailureIsARowOfItsOwnAccountAndRegion() {
    Row row =
        normalizer.row(
            new ReadFailure(
                "222222222222",
                "us-east-1",
                "ListServices",
                "resource",
                "Code",
                "message",
                FailureKind.DENIED,
                3,
                "cluster"));
    assertEquals("222222222222", row.get(ReadFailures.DATASET.accountId()));
    assertEquals("us-east-1", row.get(ReadFailures.DATASET.region()));
    assertEquals("ListServices", row.get(ReadFailures.OPERATION));
    assertEquals("resource", row.get(ReadFailures.RESOURCE_ARN));
    assertEquals("Code", row.get(ReadFailures.ERROR_CODE));
    assertEquals("message", row.get(ReadFailures.MESSAGE));
    assertEquals("DENIED", row.get(ReadFailures.KIND));
    assertEquals(3, row.get(ReadFailures.ATTEMPTS));
    assertEquals("cluster", row.get(ReadFailures.CLUSTER_ARN));
  }

  private Row normalized(Consumer<TaskSet.Builder> change) {
    TaskSet.Builder set = taskSet("1", "PRIMARY").toBuilder();
    change.accept(set);
    return rows(set.build()).get(1);
  }

  @Test
  void anAbsentListIsAbsentAndAnEmptyOneIsEmpty() {
    assertNull(normalized(set -> {}).get(TaskSets.LOAD_BALANCERS));
    assertEquals(
        List.of(), normalized(set -> set.loadBalancers(List.of())).get(TaskSets.LOAD_BALANCERS));
    assertNull(normalized(set -> {}).get(TaskSets.SUBNETS), "of an absent structure");
    assertEquals(
        List.of("a", "b"),
        normalized(set -> set.networkConfiguration(subnets("b", "a"))).get(TaskSets.SUBNETS),
        "in order");
  }

  private static NetworkConfiguration subnets(String... subnets) {
    return NetworkConfiguration.builder().awsvpcConfiguration(vpc -> vpc.subnets(subnets)).build();
  }

  @Test
  void aValueThatNoRowCanHoldIsAbsent() {
    assertNull(scale(Double.NaN));
    assertNull(scale(Double.POSITIVE_INFINITY));
    assertEquals(12.5, scale(12.5));
    Instant unusable = Instant.parse("+10000-01-01T00:00:00Z");
    assertNull(normalized(set -> set.createdAt(unusable)).get(TaskSets.CREATED_AT));
    assertEquals(
        Instant.parse("2026-01-15T06:00:00.123Z"),
        normalized(set -> set.createdAt(Instant.parse("2026-01-15T06:00:00.123456Z")))
            .get(TaskSets.CREATED_AT));
    assertEquals("\uFFFD", normalized(set -> set.externalId("\uD800")).get(TaskSets.EXTERNAL_ID));
  }

  private Double scale(double value) {
    return normalized(set -> set.scale(scale -> scale.value(value))).get(TaskSets.SCALE_VALUE);
  }

  private static Service described(Consumer<Service.Builder> change) {
    Service.Builder service = Service.builder();
    change.accept(service);
    return service.build();
  }

  private String other(Service service) {
    ServiceIdentity identity = new ServiceIdentity(ARN + "cluster/a", ARN + "service/a/b");
    return normalizer
        .rows(PLACE, new ServiceReading(identity, service, true, 0, List.of()))
        .getFirst()
        .get(Services.OTHER);
  }

  @Test
  void fieldsWithoutAColumnAreTheTextOfOneObject() {
    assertNull(other(described(service -> service.serviceName("web").desiredCount(1))));
    assertEquals(
        "{\"deployments\":[{\"desiredCount\":1,\"id\":\"d\"}]}",
        other(
            described(
                service ->
                    service.deployments(Deployment.builder().id("d").desiredCount(1).build()))));
    assertEquals(
        "{\"deploymentConfiguration\":{\"canaryConfiguration\":{\"canaryPercent\":5.0}}}",
        other(
            described(
                service ->
                    service.deploymentConfiguration(
                        shape ->
                            shape
                                .maximumPercent(200)
                                .canaryConfiguration(canary -> canary.canaryPercent(5.0))))));
  }

  @Test
  void aStructureWithColumnsIsKeptOnlyWhenItHasNoField() {
    assertEquals(
        "{\"deploymentConfiguration\":{}}",
        other(described(service -> service.deploymentConfiguration(shape -> {}))));
    assertNull(
        other(
            described(
                service -> service.deploymentConfiguration(shape -> shape.maximumPercent(1)))));
  }

  /** Task sets are rows of their own; events are a log. */
  @Test
  void ofAListThatIsLeftOutOnlyItsEmptinessIsKept() {
    assertNull(
        other(
            described(
                service ->
                    service
                        .taskSets(taskSet("1", "A"))
                        .events(ServiceEvent.builder().id("e").build()))));
    assertEquals(
        "{\"events\":[],\"taskSets\":[]}",
        other(described(service -> service.taskSets(List.of()).events(List.of()))));
  }

  @Test
  void eachTaskSetKeepsItsOwnValuesWhereRowsShareOthers() {
    List<Row> rows = rows(taskSet("1", "PRIMARY"), taskSet("2", "PRIMARY"));
    assertSame(rows.get(1).get(TaskSets.STATUS), rows.get(2).get(TaskSets.STATUS));
    assertEquals(3, rows.size());
  }

  private List<Row> rows(TaskSet... taskSets) {
    return rows("web", taskSets);
  }

  private List<Row> rows(String name, TaskSet... taskSets) {
    Service service =
        Service.builder()
            .serviceArn(ARN + "service/prod/" + name)
            .serviceName(name)
            .clusterArn(fresh(ARN + "cluster/prod"))
            .taskSets(taskSets)
            .build();
    List<TaskSetReading> readings =
        service.taskSets().stream()
            .map(taskSet -> new TaskSetReading(taskSet.taskSetArn(), taskSet, true))
            .toList();
    ServiceIdentity identity = new ServiceIdentity(service.clusterArn(), service.serviceArn());
    return normalizer.rows(
        PLACE, new ServiceReading(identity, service, true, readings.size(), readings));
  }

  private static TaskSet taskSet(String id, String status) {
    return TaskSet.builder()
        .taskSetArn(fresh(ARN + "task-set/prod/web/ecs-svc/" + id))
        .serviceArn(fresh(ARN + "service/prod/web"))
        .clusterArn(fresh(ARN + "cluster/prod"))
        .status(status)
        .tags(Tag.builder().key(fresh("Team")).value(fresh("shop")).build())
        .build();
  }

  /** As a parser gives it: equal to others, the same as none. */
  private static String fresh(String text) {
    return new String(text.toCharArray());
  }
}
