package dev.ecsinventory.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.ServiceRange;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TargetPackerTest {
  private static final AccountRegion HERE = new AccountRegion("123456789012", "us-east-1");

  @Test
  void smallClustersShareATargetAndALargeOneIsDivided() {
    ClusterToRead large = cluster("large", 600);
    List<Target> targets =
        TargetPacker.pack(
            HERE,
            List.of(
                cluster("small-2", 50), large, cluster("a", 100), cluster("b", 160), cluster("z")),
            Map.of(large.arn(), services("large", 600)));
    assertEquals(
        List.of(
            "123456789012-us-east-1-0001 [a] 100",
            "123456789012-us-east-1-0002 [b] 160",
            "123456789012-us-east-1-0003 [large] 250",
            "123456789012-us-east-1-0004 [large] 250",
            "123456789012-us-east-1-0005 [large] 100",
            "123456789012-us-east-1-0006 [small-2, z] 100"),
        targets.stream().map(TargetPackerTest::text).toList());
    assertTrue(ServiceRange.coverAll(targets.subList(2, 5).stream().map(Target::range).toList()));
  }

  @Test
  void aClusterOfTwoTargetsIsNotDivided() {
    assertFalse(TargetPacker.isLarge(cluster("b", 500)));
    assertTrue(TargetPacker.isLarge(cluster("c", 501)));
    assertEquals(1, TargetPacker.pack(HERE, List.of(cluster("b", 500)), Map.of()).size());
  }

  /** Its services could not be listed. */
  @Test
  void aLargeClusterWithoutAListingIsOneTarget() {
    List<Target> targets = TargetPacker.pack(HERE, List.of(cluster("large", 600)), Map.of());
    assertEquals(1, targets.size());
    assertNull(targets.getFirst().part());
  }

  @Test
  void anOutlineHasNeitherDescriptionsNorServices() {
    ClusterToRead large = cluster("large", 600);
    List<Target> targets =
        TargetPacker.pack(HERE, List.of(large), Map.of(large.arn(), services("large", 600)));
    Plan plan =
        new Plan(
            HERE,
            targets,
            List.of(large.arn()),
            List.of(),
            List.of(),
            1,
            0,
            "2026-01-15T06:00:00Z");
    for (int index = 0; index < targets.size(); index++) {
      Target outline = plan.outline().targets().get(index);
      assertEquals(text(targets.get(index)), text(outline));
      assertEquals(targets.get(index).range(), outline.range());
      assertEquals(List.of(), outline.part().services());
      assertFalse(outline.clusters().getFirst().isDescribed());
    }
  }

  private static String text(Target target) {
    return "%s %s %d"
        .formatted(
            target.id(),
            target.clusters().stream()
                .map(cluster -> cluster.arn().replaceFirst(".*/", ""))
                .toList(),
            target.expectedServices());
  }

  private static ClusterToRead cluster(String name, int services) {
    String arn = HERE.ecsArn("cluster/" + name);
    return new ClusterToRead(
        arn, "{\"clusterArn\":\"%s\",\"activeServicesCount\":%d}".formatted(arn, services));
  }

  /** A cluster without a description. */
  private static ClusterToRead cluster(String name) {
    return ClusterToRead.undescribed(HERE.ecsArn("cluster/" + name));
  }

  private static Collection<String> services(String cluster, int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> HERE.ecsArn("service/%s/web-%04d".formatted(cluster, number)))
        .toList();
  }
}
