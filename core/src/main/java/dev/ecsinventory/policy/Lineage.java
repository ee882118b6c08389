package dev.ecsinventory.policy;

import dev.ecsinventory.schema.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tags of a task set's service, task definition and cluster. ECS copies none of them to the
 * task set, so one of these often has a missing tag.
 *
 * @param serviceTags tags of the service; empty when they are not known
 * @param taskDefinitionTags tags of the task definition; empty when they are not known
 * @param clusterTags tags of the cluster; empty when they are not known
 */
public record Lineage(
    Optional<List<Struct>> serviceTags,
    Optional<List<Struct>> taskDefinitionTags,
    Optional<List<Struct>> clusterTags) {
  /** No tags are known. */
  public static final Lineage UNKNOWN =
      new Lineage(Optional.empty(), Optional.empty(), Optional.empty());

  static final String SERVICE = "SERVICE";
  static final String TASK_DEFINITION = "TASK_DEFINITION";
  static final String CLUSTER = "CLUSTER";

  public Lineage {
    serviceTags = serviceTags.map(List::copyOf);
    taskDefinitionTags = taskDefinitionTags.map(List::copyOf);
    clusterTags = clusterTags.map(List::copyOf);
  }

  private boolean isKnown() {
    return serviceTags.isPresent() || taskDefinitionTags.isPresent() || clusterTags.isPresent();
  }

  /** The resources whose tags are not known, sorted. */
  List<String> notKnownOn() {
    List<String> unknown = new ArrayList<>();
    if (clusterTags.isEmpty()) {
      unknown.add(CLUSTER);
    }
    if (serviceTags.isEmpty()) {
      unknown.add(SERVICE);
    }
    if (taskDefinitionTags.isEmpty()) {
      unknown.add(TASK_DEFINITION);
    }
    return List.copyOf(unknown);
  }

  /** The resources that have a tag with this key, sorted; null when the tags of none are known. */
  List<String> foundOn(String key) {
    if (!isKnown()) {
      return null;
    }
    List<String> found = new ArrayList<>();
    value(clusterTags, key).ifPresent(value -> found.add(CLUSTER));
    value(serviceTags, key).ifPresent(value -> found.add(SERVICE));
    value(taskDefinitionTags, key).ifPresent(value -> found.add(TASK_DEFINITION));
    return List.copyOf(found);
  }

  /** The value of the nearest resource that has this key: the service first, then the others. */
  Optional<String> value(String key) {
    return value(serviceTags, key)
        .or(() -> value(taskDefinitionTags, key))
        .or(() -> value(clusterTags, key));
  }

  private static Optional<String> value(Optional<List<Struct>> tags, String key) {
    return tags.stream()
        .flatMap(List::stream)
        .filter(tag -> key.equals(Tags.key(tag)))
        .map(Tags::value)
        .findFirst();
  }
}
