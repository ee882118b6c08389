package dev.ecsinventory.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.model.EcsArn;
import dev.ecsinventory.model.ServiceRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ClusterPartTest {
  private static final String ARN = "arn:aws-cn:ecs:cn-north-1:123456789012:";
  private static final String PROD = ARN + "cluster/prod";

  @Test
  void namesOnlyWhatIsNotDerivedFromTheCluster() {
    List<ClusterPart> parts =
        ClusterPart.of(
            PROD,
            List.of(
                ARN + "service/prod/web", ARN + "service/legacy", ARN + "service/prod/arn-parser"),
            2);
    assertEquals(
        List.of(
            new ClusterPart(
                new ServiceRange(null, "web"), List.of("arn-parser", ARN + "service/legacy")),
            new ClusterPart(new ServiceRange("web", null), List.of("web"))),
        parts);
    assertEquals(
        List.of(ARN + "service/prod/arn-parser", ARN + "service/legacy"),
        parts.getFirst().services(PROD));
  }

  @Test
  void aClusterWithoutServicesIsOnePart() {
    assertEquals(
        List.of(new ClusterPart(ServiceRange.ALL, List.of())), ClusterPart.of(PROD, List.of(), 2));
  }

  @Property(tries = 200)
  void eachServiceIsInOnePart(
      @ForAll @IntRange(min = 1, max = 40) int size,
      @ForAll @IntRange(max = 200) int count,
      @ForAll long seed) {
    Random random = new Random(seed);
    List<String> services = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      String name = "%s-%d".formatted(random.nextBoolean() ? "web" : "Web_", number);
      services.add(ARN + "service/" + (random.nextInt(5) == 0 ? "" : "prod/") + name);
    }
    Collections.shuffle(services, random);
    List<ClusterPart> parts = ClusterPart.of(PROD, services, size);
    assertTrue(ServiceRange.coverAll(parts.stream().map(ClusterPart::range).toList()));
    for (ClusterPart part : parts) {
      assertTrue(part.services().size() <= size);
      assertTrue(part.services(PROD).stream().allMatch(part.range()::contains));
    }
    assertEquals(
        services.stream().sorted(Comparator.comparing(EcsArn::nameOf)).toList(),
        parts.stream().flatMap(part -> part.services(PROD).stream()).toList());
    Collections.shuffle(services, random);
    assertEquals(parts, ClusterPart.of(PROD, services, size));
  }
}
