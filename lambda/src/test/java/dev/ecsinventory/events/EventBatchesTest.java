package dev.ecsinventory.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventBatchesTest {
  @Test
  void aBatchHasAtMostTenEvents() {
    assertEquals(List.of(10, 10, 3), sizes(23, 1));
    assertEquals(List.of(10), sizes(10, 1));
    assertEquals(List.of(), sizes(0, 1));
  }

  @Test
  void aBatchHasAtMost256Kilobytes() {
    assertEquals(List.of(2, 2, 1), sizes(5, 100 * 1024));
    assertEquals(List.of(1, 1), sizes(2, 256 * 1024 - 200));
  }

  /** The number of events in each batch; each character takes two bytes. */
  private static List<Integer> sizes(int events, int bytes) {
    ComplianceEvent event =
        new ComplianceEvent(
            JsonNodeFactory.instance
                .objectNode()
                .put("task_set_arn", "arn")
                .put("text", "é".repeat(bytes / 2)));
    return EventBatches.of(Collections.nCopies(events, event)).stream().map(List::size).toList();
  }
}
