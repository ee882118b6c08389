package dev.ecsinventory.model;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoverageTest {
  private static final String ARN = "arn:aws:ecs:us-east-1:123456789012:";
  private static final String BLUE = ARN + "cluster/blue";
  private static final String GREEN = ARN + "cluster/green";
  private static final String WEB = ARN + "service/web";

  private static final Coverage COVERAGE =
      new Coverage(
          Map.of(BLUE, Set.of(WEB), GREEN, Set.of()),
          Map.of(new ServiceIdentity(BLUE, WEB), Set.of(ARN + "task-set/blue/web/ecs-svc/1")));

  @Test
  void aServiceOfAnotherClusterProvesNothing() {
    assertFalse(COVERAGE.provesAbsent(BLUE, WEB));
    assertTrue(COVERAGE.provesAbsent(GREEN, WEB));
    assertFalse(COVERAGE.provesAbsent(ARN + "cluster/red", WEB));
  }

  @Test
  void aServiceWithTheOtherFormOfItsArnExists() {
    assertFalse(COVERAGE.provesAbsent(BLUE, ARN + "service/blue/web"));
    String stored = ARN + "service/blue/web";
    assertFalse(COVERAGE.provesAbsent(BLUE, stored, ARN + "task-set/blue/web/ecs-svc/1"));
    assertTrue(COVERAGE.provesAbsent(BLUE, stored, ARN + "task-set/blue/web/ecs-svc/2"));
  }

  @Test
  void taskSetsOfAServiceWithoutAListMayExist() {
    Coverage listed = new Coverage(Map.of(BLUE, Set.of(WEB)), Map.of());
    assertFalse(listed.provesAbsent(BLUE, WEB, ARN + "task-set/blue/web/ecs-svc/1"));
  }
}
