package dev.ecsinventory.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.aws.InProcessEcs;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.ServiceIdentity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

class NamedTaskSetsTest {
  private static final String ARN = "arn:aws:ecs:us-east-1:123456789012:";
  private static final ServiceIdentity SERVICE =
      new ServiceIdentity(ARN + "cluster/prod", ARN + "service/prod/web");
  private static final String SET = ARN + "task-set/prod/web/ecs-svc/1";

  private final InProcessEcs ecs = InProcessEcs.of("{\"clusterName\": \"prod\"}");

  @AfterEach
  void close() {
    ecs.close();
  }

  private NamedTaskSets named(TaskSet... taskSets) {
    return NamedTaskSets.of(ecs.reader(), SERVICE, Service.builder().taskSets(taskSets).build());
  }

  private NamedTaskSets without(DeploymentControllerType controller) {
    return NamedTaskSets.of(
        ecs.reader(),
        SERVICE,
        Service.builder().deploymentController(type -> type.type(controller)).build());
  }

  private static TaskSet taskSet(String arn) {
    return TaskSet.builder().taskSetArn(arn).build();
  }

  private static List<String> problems(NamedTaskSets named) {
    return named.failures().stream().map(ReadFailure::message).toList();
  }

  @Test
  void aMissingListMeansNoneForEcsOwnDeploymentControllerOnly() {
    assertTrue(NamedTaskSets.of(ecs.reader(), SERVICE, Service.builder().build()).complete());
    assertTrue(without(DeploymentControllerType.ECS).complete());
    assertFalse(without(DeploymentControllerType.EXTERNAL).complete());
    assertFalse(without(DeploymentControllerType.CODE_DEPLOY).complete());
    assertEquals(
        List.of(
            "the response has no field taskSets, so the task sets of this service are not known"),
        problems(without(DeploymentControllerType.EXTERNAL)));
  }

  @Test
  void anEmptyListIsComplete() {
    assertTrue(named().complete());
    assertEquals(Set.of(), named().arns());
  }

  @Test
  void anEntryWithoutAnArnMayBeAnUnknownTaskSet() {
    for (TaskSet entry : new TaskSet[] {null, taskSet(null), taskSet(""), taskSet(" ")}) {
      NamedTaskSets named = named(entry, taskSet(SET));
      assertFalse(named.complete());
      assertEquals(Set.of(SET), named.arns());
      assertEquals(
          List.of(
              "the list taskSets has an entry without an ARN, so not all task sets of this service"
                  + " are known"),
          problems(named));
      ReadFailure failure = named.failures().getFirst();
      assertEquals("DescribeServices", failure.operation());
      assertEquals(SERVICE.serviceArn(), failure.resourceArn());
      assertEquals(SERVICE.clusterArn(), failure.clusterArn());
    }
  }

  @Test
  void anEntryOfAnotherServiceMayBeAnUnknownTaskSet() {
    String other = ARN + "task-set/prod/api/ecs-svc/1";
    NamedTaskSets named = named(taskSet(other), taskSet(SET));
    assertFalse(named.complete());
    assertEquals(Set.of(SET), named.arns());
    assertEquals(
        List.of(
            "the list taskSets has the entry %s, which names no task set of this service, so not all"
                    .formatted(other)
                + " task sets of this service are known"),
        problems(named));
  }

  @Test
  void anEntryThatContradictsItsServiceIsNamedAndAFailure() {
    TaskSet entry = taskSet(SET).toBuilder().clusterArn(ARN + "cluster/dev").build();
    NamedTaskSets named = named(entry);
    assertEquals(Set.of(SET), named.arns());
    assertFalse(named.complete());
    assertEquals(SET, named.failures().getFirst().resourceArn());
  }

  @Test
  void twoFormsOfAnArnAreOneTaskSet() {
    NamedTaskSets named =
        named(taskSet(SET), taskSet(ARN + "task-set/ecs-svc/1"), taskSet(SET + "2"));
    assertEquals(2, named.taskSets().size());
    assertTrue(named.complete());
  }

  /** So that the same response in another order produces the same rows. */
  @Test
  void ofTwoCopiesOfATaskSetItUsesTheSameOneInAnyOrder() {
    TaskSet one = taskSet(SET).toBuilder().runningCount(1).build();
    TaskSet other = taskSet(SET).toBuilder().runningCount(2).build();
    assertEquals(List.of(one), named(one, other).taskSets());
    assertEquals(List.of(one), named(other, one).taskSets());
  }

  @Test
  void aTaskSetsOwnClusterAndServiceAreOptional() {
    TaskSet.Builder set = taskSet(SET).toBuilder();
    for (String absent : new String[] {null, "", " "}) {
      assertEquals(
          Optional.empty(),
          NamedTaskSets.contradiction(SERVICE, set.clusterArn(absent).serviceArn(absent).build()));
    }
    TaskSet own = set.clusterArn(SERVICE.clusterArn()).serviceArn(SERVICE.serviceArn()).build();
    assertEquals(Optional.empty(), NamedTaskSets.contradiction(SERVICE, own));
    TaskSet.Builder other = own.toBuilder();
    assertEquals(
        Optional.of("the response describes one of another cluster: " + ARN + "cluster/dev"),
        NamedTaskSets.contradiction(SERVICE, other.clusterArn(ARN + "cluster/dev").build()));
    assertEquals(
        Optional.of("the response describes one of another service: " + ARN + "service/prod/api"),
        NamedTaskSets.contradiction(
            SERVICE, own.toBuilder().serviceArn(ARN + "service/prod/api").build()));
  }
}
