package dev.ecsinventory.events;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.checkpoint.CheckpointStore;
import dev.ecsinventory.checkpoint.Checkpoints;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.plan.Plan;
import dev.ecsinventory.plan.Target;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TargetRows;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.write.state.ComplianceChange;
import dev.ecsinventory.write.state.StateTable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * The events of one snapshot: one for each task set that became or stopped being compliant, sent at
 * most once.
 *
 * <p>A change is detected by comparison with the table, and cannot be detected any more once the
 * table is written. It is therefore stored before the table is written, and sent after the snapshot
 * is committed, if the table attributes it to this snapshot: then no other snapshot found it too. A
 * batch is claimed before it is sent, so that a retry does not send it again.
 */
public final class ComplianceEvents {
  private static final Logger LOG = LoggerFactory.getLogger(ComplianceEvents.class);

  private final ObjectStore store;
  private final ObjectKeys keys;
  private final SnapshotId snapshot;
  private final EventSender sender;

  /** The events of {@code snapshot}; {@code clients} is called when there is an event to send. */
  public ComplianceEvents(
      ObjectStore store,
      ObjectKeys keys,
      SnapshotId snapshot,
      Supplier<EventBridgeClient> clients) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.snapshot = requireNonNull(snapshot, "snapshot is null");
    this.sender = new EventSender(clients);
  }

  /**
   * Stores a target's changes; call this before they are written to the table.
   *
   * @param rows the target's evaluated rows
   * @param policyId the policy in force
   */
  public void put(
      String target, Collection<ComplianceChange> changes, TargetRows rows, String policyId) {
    if (changes.isEmpty()) {
      return;
    }
    String report = keys.report(snapshot, "html");
    Map<String, List<Row>> violations =
        rows.violations().stream()
            .sorted(TagViolations.DATASET.rowOrder())
            .collect(Collectors.groupingBy(row -> row.get(TagViolations.TASK_SET_ARN)));
    checkpoints(target)
        .putFound(
            changes.stream()
                .map(
                    change ->
                        ComplianceEvent.of(
                            change,
                            violations.getOrDefault(
                                change.taskSet().get(TaskSets.TASK_SET_ARN), List.of()),
                            policyId,
                            report))
                .toList());
  }

  /** Sends the changes of a committed snapshot that no earlier run sent. */
  public EventCount send(Manifest manifest, StateTable.Session state) {
    Checkpoints checkpoints = new Checkpoints(store, keys, snapshot);
    EventCount count = EventCount.NONE;
    for (Manifest.ReadRegion read : manifest.read()) {
      Optional<Plan> plan = checkpoints.plan(new AccountRegion(read.accountId(), read.region()));
      for (Target target : plan.map(Plan::targets).orElse(List.of())) {
        count = count.plus(send(checkpoints(target.id()), state));
      }
    }
    state.putBaselineRegions(completelyRead(manifest));
    return count;
  }

  private EventCount send(EventCheckpoints checkpoints, StateTable.Session state) {
    Collection<ComplianceEvent> found = checkpoints.found();
    if (found.isEmpty() || checkpoints.isDone()) {
      return EventCount.NONE;
    }
    List<ComplianceEvent> events =
        checkpoints.putToSend(
            found.stream()
                .filter(ComplianceEvent::isChange)
                .filter(
                    event -> state.recorded(event.service(), event.taskSetArn(), event.current()))
                .toList());
    EventCount count = EventCount.NONE;
    List<List<ComplianceEvent>> batches = EventBatches.of(events);
    for (int number = 0; number < batches.size(); number++) {
      List<ComplianceEvent> batch = batches.get(number);
      count =
          count.plus(checkpoints.claim(number) ? sender.send(batch) : mayNotHaveBeenSent(batch));
    }
    checkpoints.putDone();
    return count;
  }

  /** A run claimed the batch and ended before it recorded the end of the target. */
  private static EventCount mayNotHaveBeenSent(List<ComplianceEvent> batch) {
    batch.forEach(
        event ->
            LOG.error(
                "the event of {} becoming {} may not have been sent: the run that claimed it"
                    + " ended early",
                event.taskSetArn(),
                event.current()));
    return new EventCount(0, batch.size());
  }

  /** The accounts and Regions of a full snapshot whose clusters were all listed. */
  private static List<AccountRegion> completelyRead(Manifest manifest) {
    Manifest.RequestedScope scope = manifest.scope();
    boolean narrowed =
        !scope.clusters().isEmpty() || !scope.services().isEmpty() || !scope.taskSets().isEmpty();
    return manifest.read().stream()
        .filter(accountRegion -> !narrowed && accountRegion.clusters() != null)
        .map(accountRegion -> new AccountRegion(accountRegion.accountId(), accountRegion.region()))
        .toList();
  }

  private EventCheckpoints checkpoints(String target) {
    return new EventCheckpoints(new CheckpointStore(store, keys, snapshot), target);
  }
}
