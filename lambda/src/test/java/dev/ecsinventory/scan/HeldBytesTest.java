package dev.ecsinventory.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.scan.Reading.ClusterReading;
import dev.ecsinventory.scan.Reading.ServiceReading;
import dev.ecsinventory.scan.Reading.TaskDefinitionReading;
import dev.ecsinventory.scan.Reading.TaskSetReading;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** The estimate grows with the number of resources, and with the number and length of tags. */
class HeldBytesTest {
  private static final Tag[] NONE = {};
  private static final long CLUSTER = cluster(NONE);
  private static final long TAG = cluster(tag("", "")) - CLUSTER;

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private static long cluster(Tag... tags) {
    return HeldBytes.of(
        new ClusterReading("arn", Cluster.builder().tags(Arrays.asList(tags)).build(), true));
  }

  private static long service(List<Tag> ofService, List<List<Tag>> ofTaskSets) {
    return HeldBytes.of(
        new ServiceReading(
            new ServiceIdentity("cluster", "service"),
            Service.builder().tags(ofService).build(),
            true,
            ofTaskSets.size(),
            ofTaskSets.stream()
                .map(tags -> TaskSet.builder().tags(tags).build())
                .map(set -> new TaskSetReading("arn", set, true))
                .toList()));
  }

  @Test
  void aTagCountsWithItsCharacters() {
    assertEquals(100, TAG, 50);
    assertEquals(CLUSTER + TAG + 9, cluster(tag("Team", "check")));
    assertEquals(CLUSTER + 2 * TAG + 3, cluster(tag("a", "b"), tag("c", "")));
  }

  @Test
  void anAbsentPartOfATagTakesNoMemory() {
    assertEquals(CLUSTER + TAG + 4, cluster(tag("Team", null)));
    assertEquals(CLUSTER, cluster((Tag) null));
  }

  @Test
  void aServiceCountsWithItsTaskSetsAndTheTagsOfAll() {
    long service = service(List.of(), List.of());
    long taskSet = service(List.of(), List.of(List.of())) - service;
    assertEquals(CLUSTER, service, "a service is estimated like a cluster");
    assertEquals(3_000, taskSet, 1_000);
    assertEquals(
        service + 2 * taskSet + 3 * TAG + 6,
        service(List.of(tag("a", "b")), List.of(List.of(tag("c", "d")), List.of(tag("e", "f")))));
  }

  @Test
  void aTaskDefinitionIsEstimatedLikeAClusterWithoutTags() {
    assertEquals(CLUSTER, HeldBytes.of(new TaskDefinitionReading("arn", Optional.empty())));
  }
}
