package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The time limit only ends a test that hangs. */
@Timeout(120)
class WorkLimitTest {
  @Test
  void aFailureIsThrownAndNoFurtherItemBegins() {
    Set<Integer> begun = ConcurrentHashMap.newKeySet();
    IllegalStateException failure;
    try (WorkLimit limit = new WorkLimit(new MemoryBudget(1))) {
      failure =
          assertThrows(
              IllegalStateException.class,
              () ->
                  limit.forEachWeighed(
                      List.of(1, 2, 3),
                      item -> 1,
                      item -> {
                        begun.add(item);
                        throw new IllegalStateException("item " + item);
                      }));
    }
    assertEquals("item 1", failure.getMessage());
    assertEquals(Set.of(1), begun);
  }

  @Test
  void aFailureEndsTheWaitOfOtherAccountsAndRegions() {
    try (WorkLimit limit = new WorkLimit(new MemoryBudget(1))) {
      assertThrows(
          IllegalStateException.class,
          () ->
              limit.forEachWeighed(
                  List.of(1),
                  item -> 1,
                  item -> {
                    throw new IllegalStateException("item " + item);
                  }));
      assertEquals(List.of(), limit.forEachWeighed(List.of(1, 2), item -> 1, item -> item));
    }
  }

  @Test
  void resultsAreInTheOrderOfTheItems() {
    try (WorkLimit limit = new WorkLimit()) {
      assertEquals(List.of(2, 3, 4), limit.forEach(List.of(1, 2, 3), item -> item + 1));
      assertEquals(
          List.of(2, 3, 4), limit.forEachWeighed(List.of(1, 2, 3), item -> 0, item -> item + 1));
    }
  }
}
