package dev.ecsinventory.scan;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.ServiceIdentity;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** A resource that was read from ECS, in the form of the response. */
public sealed interface Reading {
  /**
   * A described cluster.
   *
   * @param arn the listed ARN
   * @param tagsKnown whether the tags of {@code cluster} were read
   */
  record ClusterReading(String arn, Cluster cluster, boolean tagsKnown) implements Reading {
    public ClusterReading {
      requireNonNull(arn, "arn is null");
      requireNonNull(cluster, "cluster is null");
    }
  }

  /**
   * A described service with those of its task sets that are in the scope.
   *
   * @param identity identity in the request
   * @param tagsKnown whether the tags of {@code service} were read
   * @param taskSetCount the number of its task sets; null when it is not known
   */
  record ServiceReading(
      ServiceIdentity identity,
      Service service,
      boolean tagsKnown,
      Integer taskSetCount,
      List<TaskSetReading> taskSets)
      implements Reading {
    public ServiceReading {
      requireNonNull(identity, "identity is null");
      requireNonNull(service, "service is null");
      taskSets = List.copyOf(taskSets);
    }
  }

  /**
   * A task definition.
   *
   * @param response response of DescribeTaskDefinition with {@code include=TAGS}; empty when it
   *     could not be read
   */
  record TaskDefinitionReading(String arn, Optional<DescribeTaskDefinitionResponse> response)
      implements Reading {
    public TaskDefinitionReading {
      requireNonNull(arn, "arn is null");
      requireNonNull(response, "response is null");
    }
  }

  /**
   * A task set.
   *
   * @param arn the requested ARN, which is the one in its service's list
   * @param tagsKnown whether the tags of {@code taskSet} were read: otherwise its list of tags
   *     gives no information, and it may be the service's inline copy
   */
  record TaskSetReading(String arn, TaskSet taskSet, boolean tagsKnown) {
    public TaskSetReading {
      requireNonNull(arn, "arn is null");
      requireNonNull(taskSet, "taskSet is null");
    }
  }
}
