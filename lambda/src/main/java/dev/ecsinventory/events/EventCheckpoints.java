package dev.ecsinventory.events;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A target's checkpoints about its events, next to the other checkpoints of a snapshot in progress.
 * Each is written once and never changed, so that concurrent runs lose no event and send none
 * twice.
 */
final class EventCheckpoints {
  private static final String JSON = "application/json";
  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);
  private static final JsonMapper MAPPER = new JsonMapper();

  private final ObjectStore store;
  private final ObjectKeys keys;
  private final SnapshotId snapshot;
  private final String target;

  EventCheckpoints(ObjectStore store, ObjectKeys keys, SnapshotId snapshot, String target) {
    this.store = store;
    this.keys = keys;
    this.snapshot = snapshot;
    this.target = target;
  }

  /** Stores the changes that a run found, unless earlier runs found the same. */
  void putFound(Collection<ComplianceEvent> events) {
    SortedMap<String, ComplianceEvent> before = new TreeMap<>();
    int number = readFound(before);
    SortedMap<String, ComplianceEvent> own = new TreeMap<>();
    join(own, events);
    SortedMap<String, ComplianceEvent> after = new TreeMap<>(before);
    join(after, own.values());
    if (!after.equals(before)) {
      while (!putIfAbsent(found(number), bytes(own.values()))) {
        number++;
      }
    }
  }

  /**
   * The changes that all runs found: each task set's compliance status before the first and after
   * the last run.
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

  /** Stores the events to send unless a list exists; returns the stored list. */
  List<ComplianceEvent> putToSend(List<ComplianceEvent> events) {
    return putIfAbsent("events-" + target, bytes(events))
        ? events
        : read("events-" + target).orElseThrow();
  }

  /** Claims a batch; returns whether this run, and no other, sends it. */
  boolean claim(int batch) {
    return putIfAbsent("events-" + target + "-" + batch, EMPTY);
  }

  /** Records that every batch was sent or given up. */
  void putDone() {
    putIfAbsent(done(), EMPTY);
  }

  boolean isDone() {
    return store.get(keys.staging(snapshot, done())).isPresent();
  }

  private String found(int number) {
    return "changes-" + target + "-" + number;
  }

  private String done() {
    return "events-" + target + "-done";
  }

  private boolean putIfAbsent(String name, byte[] content) {
    return store.putIfAbsent(keys.staging(snapshot, name), content, JSON);
  }

  private Optional<List<ComplianceEvent>> read(String name) {
    return store.get(keys.staging(snapshot, name)).map(content -> parse(name, content));
  }

  private static List<ComplianceEvent> parse(String name, byte[] content) {
    try {
      List<ComplianceEvent> events = new ArrayList<>();
      MAPPER.readTree(content).forEach(json -> events.add(new ComplianceEvent((ObjectNode) json)));
      return events;
    } catch (IOException malformed) {
      throw new UncheckedIOException("staged " + name + " cannot be read", malformed);
    }
  }

  private static byte[] bytes(Collection<ComplianceEvent> events) {
    ArrayNode array = MAPPER.createArrayNode();
    events.forEach(event -> array.add(event.detail()));
    return array.toString().getBytes(StandardCharsets.UTF_8);
  }
}
