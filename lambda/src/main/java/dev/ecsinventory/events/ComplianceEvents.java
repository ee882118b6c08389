package dev.ecsinventory.events;

import dev.ecsinventory.schema.TargetRows;
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
 * The events of one snapshot: one for each task set that became or stopped being compliant, sent
 * once at the most.
 *
 * <p>A change is known only by comparing with the table, and once the table is written nothing
 * tells of it. So it is noted before the table is written, and sent after the snapshot is
 * committed, if the table has it as this snapshot's: then no other snapshot found it too. A batch
 * is claimed before it is sent, so that a retry leaves it alone.
 */
public final class ComplianceEvents {
  private static final Logger LOG = LoggerFactory.getLogger(ComplianceEvents.class);

  private final ObjectStore store;
  private final ObjectKeys keys;
  private final SnapshotId snapshot;
  private final EventSender sender;

  /** Events of {@code snapshot}; {@code clients} is asked when there is something to send. */
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
   * Notes a target's changes; to be called before they are written to the table.
   *
   * @param rows the target's, evaluated
   * @param policyId what they were evaluated by
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

  /** Sends what a committed snapshot changed, as far as no run before this one did. */
  public EventCount send(Manifest manifest, StateTable.Session state) {
    Checkpoints checkpoints = new Checkpoints(store, keys, snapshot);
    EventCount count = EventCount.NONE;
    for (Manifest.ReadRegion read : manifest.read()) {
      Optional<Plan> plan = checkpoints.plan(new AccountRegion(read.accountId(), read.region()));
      for (Target target : plan.map(Plan::targets).orElse(List.of())) {
        count = count.plus(send(checkpoints(target.id()), state));
      }
    }
    state.putBaselineRegions(readWhole(manifest));
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

  /** The run that claimed it did not come to say that it was done with the target. */
  private static EventCount mayNotHaveBeenSent(List<ComplianceEvent> batch) {
    batch.forEach(
        event ->
            LOG.error(
                "the event of {} becoming {} may not have been sent: the run that was to send it"
                    + " broke off",
                event.taskSetArn(),
                event.current()));
    return new EventCount(0, batch.size());
  }

  /** Where everything was asked for and all clusters were listed. */
  private static List<AccountRegion> readWhole(Manifest manifest) {
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
