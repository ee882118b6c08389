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
  /** Where a resource is, from few values, so that equal names in other places are frequent. */
  record Place(String partition, String region, String account, String cluster, String service) {
    String arn(String resource) {
      return "arn:%s:ecs:%s:%s:%s".formatted(partition, region, account, resource);
    }

    String arn(boolean isLong) {
      return arn("service/" + (isLong ? cluster + "/" : "") + service);
    }

    ServiceIdentity identity(boolean isLong) {
      return new ServiceIdentity(arn("cluster/" + cluster), arn(isLong));
    }

    boolean isSame(Place other) {
      return isSameCluster(other) && service.equals(other.service);
    }

    boolean isSameCluster(Place other) {
      return isSameRegion(other) && cluster.equals(other.cluster);
    }

    boolean isSameRegion(Place other) {
      return region.equals(other.region) && account.equals(other.account);
    }
  }

  @Provide
  Arbitrary<Place> places() {
    return Combinators.combine(
            Arbitraries.of("aws", "aws-cn", "aws-iso-b", "aws-new1"),
            Arbitraries.of("us-east-1", "eu-isoe-west-1"),
            Arbitraries.of("123456789012", "210987654321"),
            Arbitraries.of("prod", "web", "ecs-svc"),
            Arbitraries.of("web", "prod", "web-2"))
        .as(Place::new);
  }

  @Property
  void anArnWithoutAnIdNamesNoTaskSet(@ForAll("places") Place one) {
    String arn = one.arn("task-set/" + one.cluster() + "/" + one.service() + "/");
    assertEquals(Optional.empty(), one.identity(true).taskSetId(arn));
  }

  @Property
  void aLongArnNamesTheServiceOfItsClusterOnly(
      @ForAll("places") Place one, @ForAll("places") Place other, @ForAll boolean listedLong) {
    assertEquals(one.isSame(other), one.identity(listedLong).isService(other.arn(true)));
  }

  @Property
  void aShortArnNamesAServiceOfAnyClusterInItsRegion(
      @ForAll("places") Place one, @ForAll("places") Place other, @ForAll boolean listedLong) {
    assertEquals(
        one.isSameRegion(other) && one.service().equals(other.service()),
        one.identity(listedLong).isService(other.arn(false)));
  }

  @Property
  void aClusterIsTheOneOfItsNameInItsRegion(
      @ForAll("places") Place one, @ForAll("places") Place other) {
    assertEquals(
        one.isSameCluster(other),
        one.identity(true).isCluster(other.arn("cluster/" + other.cluster())));
  }

  @Property
  void aTaskSetBelongsToTheServiceThatItsArnContains(
      @ForAll("places") Place one, @ForAll("places") Place other) {
    String arn = other.arn("task-set/" + other.cluster() + "/" + other.service() + "/ecs-svc/7");
    assertEquals(
        one.isSame(other) ? Optional.of("ecs-svc/7") : Optional.empty(),
        one.identity(true).taskSetId(arn));
  }

  @Property
  void anArnOfAnotherTypeIsNoService(@ForAll("places") Place one) {
    assertTrue(one.identity(true).isConsistent());
    assertFalse(one.identity(true).isService(one.arn("cluster/" + one.service())));
  }
}
