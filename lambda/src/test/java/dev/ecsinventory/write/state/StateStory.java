package dev.ecsinventory.write.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.format.Samples;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.ReadSpan;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.schema.TargetRows;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Runs of several events, older and newer ones, step by step in random order while the fleet
 * changes; runs stop and start again with the listing, and the reads, of the run before.
 */
public final class StateStory {
  private static final int STEPS = 90;
  private static final Instant MIDNIGHT = Instant.parse("2026-01-15T00:00:00Z");

  private final Random random;
  private final StateTable state;
  private final Supplier<Map<String, Map<String, AttributeValue>>> items;
  private final StateWorld world;
  private final List<Run> runs = new ArrayList<>();
  private final long seed;
  private Instant now = MIDNIGHT;

  /**
   * A story.
   *
   * @param items reads all items of {@code state}
   */
  public StateStory(
      long seed, StateTable state, Supplier<Map<String, Map<String, AttributeValue>>> items) {
    this.seed = seed;
    this.random = new Random(seed);
    this.state = state;
    this.items = items;
    this.world = new StateWorld(random);
  }

  /** What exists is never marked deleted, and in the end everything else is. */
  public void run() {
    for (int step = 0; step < STEPS; step++) {
      step();
    }
    newestRun();
    assertEquals(world.keys(), present(), "after the newest snapshot, seed " + seed);
  }

  private void step() {
    now = now.plusSeconds(1);
    switch (random.nextInt(6)) {
      case 0, 1 -> world.change();
      case 2 -> runs.add(new Run(1 + random.nextInt(12)));
      default -> {
        if (!runs.isEmpty()) {
          checked(runs.get(random.nextInt(runs.size()))::step);
        }
      }
    }
  }

  /** No write marks what exists and was known to the table as it is. */
  private void checked(Runnable step) {
    Map<String, Map<String, AttributeValue>> before = current();
    step.run();
    Map<String, Map<String, AttributeValue>> after = current();
    Map<String, String> existing = world.existing();
    Set<String> wrong = new HashSet<>();
    after.forEach(
        (key, item) -> {
          boolean marked =
              item.containsKey(TableLayout.DELETED_AT)
                  && before.containsKey(key)
                  && !before.get(key).containsKey(TableLayout.DELETED_AT);
          String incarnation =
              item.containsKey("platform_version") ? item.get("platform_version").s() : "";
          if (marked && incarnation.equals(existing.get(key)) && !isEmptyCluster(key, after)) {
            wrong.add(key);
          }
        });
    assertEquals(Set.of(), wrong, "marked deleted at " + now + ", seed " + seed);
  }

  /** Created again it cannot be told from the one before, and nothing is in it. */
  private static boolean isEmptyCluster(
      String key, Map<String, Map<String, AttributeValue>> items) {
    return key.startsWith("CLUSTER#")
        && items.values().stream()
            .filter(item -> !item.get("pk").s().equals(key))
            .filter(item -> !item.containsKey(TableLayout.DELETED_AT))
            .noneMatch(item -> item.get("cluster_arn").s().equals(key.substring(8)));
  }

  private void newestRun() {
    Run newest = new Run(23);
    while (!newest.isDone()) {
      now = now.plusSeconds(1);
      newest.step();
    }
  }

  private Map<String, Map<String, AttributeValue>> current() {
    Map<String, Map<String, AttributeValue>> current = new HashMap<>();
    for (Map<String, AttributeValue> item : items.get().values()) {
      if (item.get("sk").s().equals(TableLayout.CURRENT)) {
        current.put(item.get("pk").s(), item);
      }
    }
    return current;
  }

  private Set<String> present() {
    Set<String> present = new HashSet<>();
    current()
        .forEach(
            (key, item) -> {
              if (!item.containsKey(TableLayout.DELETED_AT)) {
                present.add(key);
              }
            });
    return present;
  }

  /** One run of one event after another: the next one uses what the one before staged. */
  private final class Run {
    private final SnapshotId id;
    private final Instant listedAt = now;
    private final List<String> listing = world.listClusters();
    private final List<StateWorld.Scan> scans = new ArrayList<>();
    private final Deque<Runnable> steps = new ArrayDeque<>();
    private StateTable.Session session;

    Run(int hour) {
      this.id = SnapshotId.at(MIDNIGHT.plusSeconds(3600L * hour), Optional.empty());
      begin();
    }

    private void begin() {
      steps.clear();
      session = state.begin(id, Deadline.NONE);
      steps.add(() -> session.writeListing(StateRows.PLACE, listing, listedAt));
      scans.forEach(scan -> steps.add(() -> write(scan)));
      listing.stream()
          .skip(scans.size())
          .forEach(
              cluster -> {
                steps.add(() -> scans.add(read(cluster)));
                steps.add(() -> write(scans.getLast()));
              });
      steps.add(() -> session.writeSummary(Samples.snapshot(id, SnapshotStatus.COMPLETE)));
    }

    private StateWorld.Scan read(String cluster) {
      return world.scan(id, cluster, new ReadSpan(now.minusMillis(500), now));
    }

    private void write(StateWorld.Scan scan) {
      session.compare(TargetRows.of(scan.rows()), scan.coverage(), scan.span()).write();
    }

    void step() {
      if (!isDone() && random.nextInt(12) == 0 && id.time().isBefore(MIDNIGHT.plusSeconds(72000))) {
        begin();
      } else if (!isDone()) {
        steps.remove().run();
      }
    }

    boolean isDone() {
      return steps.isEmpty();
    }
  }
}
