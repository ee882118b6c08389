package dev.ecsinventory.scan;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** Something that was read from ECS, as ECS answered it. */
public sealed interface Reading {
  /** A described cluster. */
  record ClusterReading(Cluster cluster) implements Reading {
    public ClusterReading {
      requireNonNull(cluster, "cluster is null");
    }
  }

  /** A described service with those of its task sets that are in the scope. */
  record ServiceReading(Service service, List<TaskSetReading> taskSets) implements Reading {
    public ServiceReading {
      requireNonNull(service, "service is null");
      taskSets = List.copyOf(taskSets);
    }
  }

  /**
   * A task definition.
   *
   * @param answer of DescribeTaskDefinition with {@code include=TAGS}; empty when it could not be
   *     read
   */
  record TaskDefinitionReading(String arn, Optional<DescribeTaskDefinitionResponse> answer)
      implements Reading {
    public TaskDefinitionReading {
      requireNonNull(arn, "arn is null");
      requireNonNull(answer, "answer is null");
    }
  }

  /**
   * A task set.
   *
   * @param tagsKnown whether it is an answer of DescribeTaskSets with {@code include=TAGS}; if not,
   *     it is the service's inline copy, whose tags say nothing
   */
  record TaskSetReading(TaskSet taskSet, boolean tagsKnown) {
    public TaskSetReading {
      requireNonNull(taskSet, "taskSet is null");
    }
  }
}
