package dev.ecsinventory.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.scan.Reading.ServiceReading;
import dev.ecsinventory.scan.Reading.TaskSetReading;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.TaskSets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Service;
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
