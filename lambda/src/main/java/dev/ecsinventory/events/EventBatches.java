package dev.ecsinventory.events;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits events into batches for PutEvents: at most ten entries and 256 KB each.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
final class EventBatches {
  static final int MAX_ENTRIES = 10;
  static final int MAX_BYTES = 256 * 1024;

  private EventBatches() {}

  static List<List<ComplianceEvent>> of(List<ComplianceEvent> events) {
    List<List<ComplianceEvent>> batches = new ArrayList<>();
    List<ComplianceEvent> batch = new ArrayList<>();
    int bytes = 0;
    for (ComplianceEvent event : events) {
      int size = event.size();
      if (batch.size() == MAX_ENTRIES || (bytes + size > MAX_BYTES && !batch.isEmpty())) {
        batches.add(List.copyOf(batch));
        batch.clear();
        bytes = 0;
      }
      batch.add(event);
      bytes += size;
    }
    if (!batch.isEmpty()) {
      batches.add(List.copyOf(batch));
    }
    return batches;
  }
}
