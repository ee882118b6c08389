package dev.ecsinventory.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.checkpoint.CheckpointStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * The checkpoints of a target's events. Each is written once and never changed, so that concurrent
 * runs lose nothing and send nothing twice.
 */
final class EventCheckpoints {
  private final CheckpointStore store;
  private final String target;

  EventCheckpoints(CheckpointStore store, String target) {
    this.store = store;
    this.target = target;
  }

  /** Stores the changes that a run found, unless the runs before it found the same. */
  void putFound(Collection<ComplianceEvent> events) {
    SortedMap<String, ComplianceEvent> before = new TreeMap<>();
    int number = readFound(before);
    SortedMap<String, ComplianceEvent> own = new TreeMap<>();
    join(own, events);
    SortedMap<String, ComplianceEvent> after = new TreeMap<>(before);
    join(after, own.values());
    if (!after.equals(before)) {
      while (!store.claim(found(number), json(own.values()))) {
        number++;
      }
    }
  }

  /**
   * What all runs found, joined: each task set's compliance status before the first and after the
   * last.
   */
  Collection<ComplianceEvent> found() {
    SortedMap<String, ComplianceEvent> found = new TreeMap<>();
    readFound(found);
    return found.values();
  }

  /** Reads the checkpoints in the order in which they were written; returns their number. */
  private int readFound(SortedMap<String, ComplianceEvent> into) {
    int number = 0;
    while (true) {
      Optional<List<ComplianceEvent>> checkpoint = read(found(number));
      if (checkpoint.isEmpty()) {
        return number;
      }
      join(into, checkpoint.get());
      number++;
    }
  }

  private static void join(
      SortedMap<String, ComplianceEvent> events, Collection<ComplianceEvent> later) {
    later.forEach(
        event -> events.merge(event.taskSetArn(), event, (first, last) -> last.after(first)));
  }

  /** Stores the events to send; returns those that count, which are the first that were stored. */
  List<ComplianceEvent> putToSend(List<ComplianceEvent> events) {
    return store.claim("events-" + target, json(events))
        ? events
        : read("events-" + target).orElseThrow();
  }

  /** Whether this run, and no other, is to send the batch of that number. */
  boolean claim(int batch) {
    return store.claim("events-" + target + "-" + batch, Map.of());
  }

  /** Every batch was sent or given up. */
  void putDone() {
    store.claim(done(), Map.of());
  }

  boolean isDone() {
    return store.exists(done());
  }

  private String found(int number) {
    return "changes-" + target + "-" + number;
  }

  private String done() {
    return "events-" + target + "-done";
  }

  private Optional<List<ComplianceEvent>> read(String name) {
    return store
        .read(name, ArrayNode.class)
        .map(
            array ->
                StreamSupport.stream(array.spliterator(), false)
                    .map(json -> new ComplianceEvent((ObjectNode) json))
                    .toList());
  }

  private static ArrayNode json(Collection<ComplianceEvent> events) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    events.forEach(event -> array.add(event.detail()));
    return array;
  }
}
