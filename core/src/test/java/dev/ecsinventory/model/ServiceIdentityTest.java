package dev.ecsinventory.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ServiceIdentityTest {
  /**
   * The location of a resource, from few values, so that equal names in different locations are
   * frequent.
   */
  record Location(String partition, String region, String account, String cluster, String service) {
    String arn(String resource) {
      return "arn:%s:ecs:%s:%s:%s".formatted(partition, region, account, resource);
    }

    String arn(boolean isLong) {
      return arn("service/" + (isLong ? cluster + "/" : "") + service);
    }

    ServiceIdentity identity(boolean isLong) {
      return new ServiceIdentity(arn("cluster/" + cluster), arn(isLong));
    }

    boolean isSame(Location other) {
      return isSameCluster(other) && service.equals(other.service);
    }

    boolean isSameCluster(Location other) {
      return isSameRegion(other) && cluster.equals(other.cluster);
    }

    boolean isSameRegion(Location other) {
      return region.equals(other.region) && account.equals(other.account);
    }
  }

  @Provide
  Arbitrary<Location> locations() {
    return Combinators.combine(
            Arbitraries.of("aws", "aws-cn", "aws-iso-b", "aws-new1"),
            Arbitraries.of("us-east-1", "eu-isoe-west-1"),
            Arbitraries.of("123456789012", "210987654321"),
            Arbitraries.of("prod", "web", "ecs-svc"),
            Arbitraries.of("web", "prod", "web-2"))
        .as(Location::new);
  }

  @Property
  void anArnWithoutAnIdIsNoTaskSet(@ForAll("locations") Location one) {
    String arn = one.arn("task-set/" + one.cluster() + "/" + one.service() + "/");
    assertEquals(Optional.empty(), one.identity(true).taskSetId(arn));
  }

  @Property
  void aLongArnIdentifiesTheServiceOfItsClusterOnly(
      @ForAll("locations") Location one,
      @ForAll("locations") Location other,
      @ForAll boolean listedLong) {
    assertEquals(one.isSame(other), one.identity(listedLong).isService(other.arn(true)));
  }

  @Property
  void aShortArnIdentifiesAServiceOfAnyClusterInItsRegion(
      @ForAll("locations") Location one,
      @ForAll("locations") Location other,
      @ForAll boolean listedLong) {
    assertEquals(
        one.isSameRegion(other) && one.service().equals(other.service()),
        one.identity(listedLong).isService(other.arn(false)));
  }

  @Property
  void nameAndRegionIdentifyACluster(
      @ForAll("locations") Location one, @ForAll("locations") Location other) {
    assertEquals(
        one.isSameCluster(other),
        one.identity(true).isCluster(other.arn("cluster/" + other.cluster())));
  }

  @Property
  void aTaskSetBelongsToTheServiceThatItsArnContains(
      @ForAll("locations") Location one, @ForAll("locations") Location other) {
    String arn = other.arn("task-set/" + other.cluster() + "/" + other.service() + "/ecs-svc/7");
    assertEquals(
        one.isSame(other) ? Optional.of("ecs-svc/7") : Optional.empty(),
        one.identity(true).taskSetId(arn));
  }

  @Property
  void anArnOfAnotherTypeIsNoService(@ForAll("locations") Location one) {
    assertTrue(one.identity(true).isConsistent());
    assertFalse(one.identity(true).isService(one.arn("cluster/" + one.service())));
  }
}
