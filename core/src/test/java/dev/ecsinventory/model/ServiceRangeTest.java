package dev.ecsinventory.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServiceRangeTest {
  private static final ServiceRange FIRST = new ServiceRange(null, "h");
  private static final ServiceRange MIDDLE = new ServiceRange("h", "r");
  private static final ServiceRange LAST = new ServiceRange("r", null);
  private static final String ARN = "arn:aws:ecs:us-east-1:123456789012:";

  @Test
  void containsServicesByNameInBothFormsOfTheArn() {
    assertTrue(MIDDLE.contains("h"));
    assertTrue(MIDDLE.contains(ARN + "service/prod/mail"));
    assertTrue(MIDDLE.contains(ARN + "service/mail"));
    assertFalse(MIDDLE.contains("r"));
    assertFalse(MIDDLE.contains(ARN + "service/prod/gate"));
    assertTrue(FIRST.contains("a"));
    assertTrue(LAST.contains("zulu"));
    assertTrue(ServiceRange.ALL.contains(""));
    assertThrows(IllegalArgumentException.class, () -> new ServiceRange("h", "h"));
  }

  @Test
  void rangesCoverAllServicesWithoutAnOverlap() {
    assertTrue(ServiceRange.coverAll(List.of(LAST, FIRST, MIDDLE)));
    assertTrue(ServiceRange.coverAll(List.of(ServiceRange.ALL)));
    assertFalse(ServiceRange.coverAll(List.of()));
    assertFalse(ServiceRange.coverAll(List.of(FIRST, LAST)), "the middle is missing");
    assertFalse(ServiceRange.coverAll(List.of(FIRST, MIDDLE)), "the end is missing");
    assertFalse(ServiceRange.coverAll(List.of(MIDDLE, LAST)), "the beginning is missing");
    assertFalse(ServiceRange.coverAll(List.of(FIRST, MIDDLE, MIDDLE, LAST)));
    assertFalse(ServiceRange.coverAll(List.of(ServiceRange.ALL, ServiceRange.ALL)));
    assertFalse(ServiceRange.coverAll(List.of(FIRST, new ServiceRange("g", null))));
  }

  @Test
  void aPartProvesAbsenceInItsRangeOnly() {
    String prod = ARN + "cluster/prod";
    Coverage part =
        new Coverage(
            Map.of(prod, Set.of(ARN + "service/prod/mail")), Map.of(), Map.of(prod, MIDDLE));
    assertTrue(part.provesAbsent(prod, ARN + "service/prod/home"));
    assertTrue(part.provesAbsent(prod, ARN + "service/home"), "in the old format, too");
    assertFalse(part.provesAbsent(prod, ARN + "service/prod/mail"));
    assertFalse(part.provesAbsent(prod, ARN + "service/prod/web"), "another part has it");
    assertEquals(MIDDLE, part.rangeOf(prod));
    assertEquals(ServiceRange.ALL, part.rangeOf(ARN + "cluster/other"));
  }
}
