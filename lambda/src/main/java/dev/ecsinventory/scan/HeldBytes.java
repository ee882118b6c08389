package dev.ecsinventory.scan;

import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.ecs.model.Tag;

/**
 * Estimates the memory of the rows of a reading, in bytes. The constants are fitted to measured
 * heaps of targets with two and five task sets per service and with none to fifty tags each.
 */
public final class HeldBytes {
  private static final int RESOURCE = 1_500;
  private static final int TASK_SET = 2_800;

  /** A struct and its strings, without the characters. */
  private static final int TAG = 115;

  private HeldBytes() {}

  public static long of(Reading reading) {
    return switch (reading) {
      case Reading.ClusterReading cluster -> RESOURCE + ofTags(cluster.cluster().tags());
      case Reading.TaskDefinitionReading definition -> RESOURCE;
      case Reading.ServiceReading service ->
          RESOURCE
              + ofTags(service.service().tags())
              + service.taskSets().stream()
                  .mapToLong(set -> TASK_SET + ofTags(set.taskSet().tags()))
                  .sum();
    };
  }

  private static long ofTags(List<Tag> tags) {
    // A null entry makes the tags unknown, but the row holds the others until it is normalized.
    return tags.stream()
        .filter(Objects::nonNull)
        .mapToLong(tag -> TAG + length(tag.key()) + length(tag.value()))
        .sum();
  }

  private static int length(String text) {
    return text == null ? 0 : text.length();
  }
}
