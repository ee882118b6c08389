package dev.ecsinventory.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.schema.ColumnType.Field;
import dev.ecsinventory.schema.ColumnType.ListType;
import dev.ecsinventory.schema.ColumnType.StructType;
import dev.ecsinventory.schema.Source.Api;
import dev.ecsinventory.schema.Source.Requested;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/**
 * Compares the datasets with the shapes of the SDK: a new field of ECS must become a column, or be
 * excluded with a reason.
 */
class SdkFieldsTest {
  /** No field of a task set is excluded. */
  private static final Map<String, String> LEFT_OUT_OF_TASK_SETS = Map.of();

  private static final Map<String, String> LEFT_OUT_OF_SERVICES =
      Map.of(
          "taskSets", "are rows of task_sets",
          "events", "a log of a hundred messages, not state");

  /** All other fields of a service are in the column {@code other}; these have no column yet. */
  private static final Set<String> OTHER_OF_SERVICES =
      Set.of(
          "deployments",
          "currentServiceDeployment",
          "currentServiceRevisions",
          "deploymentConfiguration.lifecycleHooks",
          "deploymentConfiguration.linearConfiguration",
          "deploymentConfiguration.canaryConfiguration");

  private static final Set<String> OTHER_OF_CLUSTERS =
      Set.of("statistics", "attachments", "attachmentsStatus");

  /** The response contains the task definition, and its tags next to it. */
  private static final Map<String, String> LEFT_OUT_OF_TASK_DEFINITIONS =
      excludedFromTaskDefinitions();

  private static Map<String, String> excludedFromTaskDefinitions() {
    Map<String, String> leftOut = new TreeMap<>();
    for (String part : List.of("family", "revision")) {
      leftOut.put(part, "is part of the ARN, and known even where nothing can be read");
    }
    for (String configuration :
        List.of(
            "containerDefinitions",
            "taskRoleArn",
            "executionRoleArn",
            "networkMode",
            "volumes",
            "requiresAttributes",
            "placementConstraints",
            "compatibilities",
            "runtimePlatform",
            "requiresCompatibilities",
            "cpu",
            "memory",
            "inferenceAccelerators",
            "pidMode",
            "ipcMode",
            "proxyConfiguration",
            "ephemeralStorage",
            "enableFaultInjection")) {
      leftOut.put(
          configuration, "is how containers run, and may hold secrets; only tags are asked");
    }
    for (String life :
        List.of("status", "registeredAt", "deregisteredAt", "deleteRequestedAt", "registeredBy")) {
      leftOut.put(life, "is the task definition's own life; only tags are asked for");
    }
    Map<String, String> paths = new TreeMap<>();
    leftOut.forEach((member, reason) -> paths.put("taskDefinition." + member, reason));
    return paths;
  }

  @Test
  void everyFieldOfATaskDefinitionIsAColumnOrExcluded() {
    assertCovered(
        DescribeTaskDefinitionResponse.builder().build(),
        TaskDefinitions.DATASET,
        LEFT_OUT_OF_TASK_DEFINITIONS.keySet());
  }

  @Test
  void everyFieldOfATaskSetIsAColumn() {
    assertEquals(Map.of(), LEFT_OUT_OF_TASK_SETS);
    assertCovered(TaskSet.builder().build(), TaskSets.DATASET, LEFT_OUT_OF_TASK_SETS.keySet());
  }

  @Test
  void everyFieldOfAServiceIsAColumnOrInOtherOrExcluded() {
    assertEquals(new Source.Other(LEFT_OUT_OF_SERVICES.keySet()), Services.OTHER.source());
    Set<String> noColumn = new TreeSet<>(OTHER_OF_SERVICES);
    noColumn.addAll(LEFT_OUT_OF_SERVICES.keySet());
    assertCovered(Service.builder().build(), Services.DATASET, noColumn);
  }

  @Test
  void everyFieldOfAClusterIsAColumnOrInOther() {
    assertEquals(new Source.Other(Set.of()), Clusters.OTHER.source());
    assertCovered(Cluster.builder().build(), Clusters.DATASET, OTHER_OF_CLUSTERS);
  }

  private static void assertCovered(SdkPojo shape, Dataset dataset, Set<String> leftOut) {
    Map<String, String> fields = new TreeMap<>();
    walk(shape, "", leftOut, fields);
    Map<String, String> columns = new TreeMap<>();
    for (Column<?> column : dataset.columns()) {
      if (column.source() instanceof Api api) {
        walk(String.join(".", api.path()), column.type(), columns);
      } else if (column.source() instanceof Requested requested) {
        walk(String.join(".", requested.path()), column.type(), columns);
      }
    }
    assertEquals(fields, columns);
    Set<String> known = new TreeSet<>();
    walkAll(shape, "", known);
    leftOut.forEach(path -> assertEquals(true, known.contains(path), path + " is no field"));
  }

  /** The type of every leaf of the shape, except for excluded fields. */
  private static void walk(
      SdkPojo shape, String prefix, Set<String> leftOut, Map<String, String> leaves) {
    for (SdkField<?> field : shape.sdkFields()) {
      String path = prefix + field.memberName();
      if (!leftOut.contains(path)) {
        leaf(field, path, leftOut, leaves);
      }
    }
  }

  private static void leaf(
      SdkField<?> field, String path, Set<String> leftOut, Map<String, String> leaves) {
    if (field.marshallingType() == MarshallingType.SDK_POJO) {
      walk(field.constructor().get(), path + ".", leftOut, leaves);
    } else if (field.marshallingType() == MarshallingType.LIST) {
      leaf(field.getTrait(ListTrait.class).memberFieldInfo(), path + "[]", leftOut, leaves);
    } else {
      leaves.put(path, field.marshallingType().getTargetClass().getSimpleName());
    }
  }

  private static void walkAll(SdkPojo shape, String prefix, Set<String> paths) {
    for (SdkField<?> field : shape.sdkFields()) {
      paths.add(prefix + field.memberName());
      if (field.marshallingType() == MarshallingType.SDK_POJO) {
        walkAll(field.constructor().get(), prefix + field.memberName() + ".", paths);
      }
    }
  }

  /** Every leaf of a column, by the field names of the API. */
  private static void walk(String path, ColumnType<?> type, Map<String, String> leaves) {
    switch (type) {
      case ColumnType.StringType string -> leaves.put(path, "String");
      case ColumnType.IntegerType integer -> leaves.put(path, "Integer");
      case ColumnType.DoubleType number -> leaves.put(path, "Double");
      case ColumnType.BooleanType flag -> leaves.put(path, "Boolean");
      case ColumnType.TimestampType timestamp -> leaves.put(path, "Instant");
      case ListType<?> list -> walk(path + "[]", list.element(), leaves);
      case StructType struct -> {
        for (Field field : struct.fields()) {
          walk(path + "." + field.member(), field.type(), leaves);
        }
      }
    }
  }
}
