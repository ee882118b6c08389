package dev.ecsinventory.pipeline;

import dev.ecsinventory.config.SnapshotRequest;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.plan.AccountGroup;
import dev.ecsinventory.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;

/**
 * The stages of a snapshot in the order of the state machine, each in an environment of its own.
 * {@code StateMachineTest} runs the state machine itself.
 */
final class MachineRun {
  private final Exporter exporter;
  private final String execution;
  private final Random order;
  private ObjectStore store;

  /**
   * An execution.
   *
   * @param order the order of the groups
   */
  MachineRun(Exporter exporter, ObjectStore store, String execution, Random order) {
    this.exporter = exporter;
    this.store = store;
    this.execution = execution;
    this.order = order;
  }

  /** Continues with another store, as an invocation that is repeated in a new process. */
  void store(ObjectStore other) {
    store = other;
  }

  /** The stages, in an order that the state machine can have. */
  List<Runnable> stages(List<String> groups) {
    List<Runnable> stages = new ArrayList<>(List.of(this::begin));
    List<String> shuffled = new ArrayList<>(groups);
    Collections.shuffle(shuffled, order);
    shuffled.forEach(group -> stages.add(() -> read(group)));
    stages.add(this::commit);
    stages.add(this::finish);
    return stages;
  }

  SnapshotStages.Start begin() {
    return stage((stages, request) -> stages.begin(request, Deadline.NONE));
  }

  /** Returns whether the group is done. */
  boolean read(String group) {
    return read(group, 1, Deadline.NONE);
  }

  boolean read(String group, int turn, Deadline deadline) {
    String name = execution + "-" + group + "-" + turn;
    return stage((stages, request) -> stages.read(request, group, name, deadline));
  }

  void giveUp(String group) {
    stage(
        (stages, request) -> {
          stages.giveUp(request, group, Deadline.NONE);
          return true;
        });
  }

  SnapshotStages.Committed commit() {
    return stage((stages, request) -> stages.commit(request, Deadline.NONE));
  }

  SnapshotResult finish() {
    return stage((stages, request) -> stages.finish(request, Deadline.NONE));
  }

  /** Stores groups of one account each, which a small organization does not have. */
  static void putGroups(ObjectStore store, List<String> accounts) {
    StringBuilder groups = new StringBuilder();
    for (int index = 0; index < accounts.size(); index++) {
      groups.append(
          "%s{\"accounts\":[\"%s\"],\"group\":\"%s\"}"
              .formatted(index == 0 ? "[" : ",", accounts.get(index), name(index + 1)));
    }
    store.put(
        StoredSnapshot.STAGING + "groups.json",
        groups.append(']').toString().getBytes(StandardCharsets.UTF_8),
        "application/json");
  }

  /** The name of a group, as {@link AccountGroup} has it. */
  static String name(int number) {
    return "g-%04d".formatted(number);
  }

  private <T> T stage(BiFunction<SnapshotStages, SnapshotRequest, T> work) {
    return exporter
        .copy()
        .store(store)
        .inEnvironment(
            environment ->
                work.apply(
                    new SnapshotStages(environment),
                    SnapshotRequest.read(
                        new ByteArrayInputStream(
                            Exporter.SCHEDULED.getBytes(StandardCharsets.UTF_8)),
                        environment.settings(),
                        () -> Instant.parse("2100-01-01T00:00:00Z"))));
  }
}
