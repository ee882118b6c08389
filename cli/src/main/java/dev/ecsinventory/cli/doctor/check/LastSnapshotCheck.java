package dev.ecsinventory.cli.doctor.check;

import dev.ecsinventory.cli.doctor.deployed.DeployedInventory;
import dev.ecsinventory.cli.doctor.deployed.LatestSnapshots;
import dev.ecsinventory.cli.doctor.deployed.LatestSnapshots.UsedSnapshot;
import dev.ecsinventory.cli.doctor.deployed.ScheduleGap;
import dev.ecsinventory.cli.text.Counted;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.schema.Snapshots;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;

/** Whether the newest full snapshot is recent, COMPLETE, in use and evaluated. */
public final class LastSnapshotCheck implements DoctorCheck {
  /** How far an event's time may be ahead of the clock. */
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  /** A run may take this long after its scheduled time. */
  private static final Duration LONGEST_RUN = Duration.ofMinutes(15);

  private static final int MAX_REASONS = 10;

  @Override
  public String name() {
    return "last snapshot";
  }

  @Override
  public void run(DeployedInventory inventory, CheckFindings findings) {
    findings
        .expect(
            inventory.snapshots(),
            "Check the schedule and the function, or take one by hand (docs/operations.md, Take a"
                + " snapshot by hand, or again).")
        .ifPresent(snapshots -> check(inventory, snapshots, findings));
  }

  private static void check(
      DeployedInventory inventory, LatestSnapshots snapshots, CheckFindings findings) {
    SnapshotId newest = snapshots.newest();
    snapshots
        .withdrawal()
        .ifPresent(
            withdrawal ->
                findings.problem(
                    "the newest snapshot %s is withdrawn: %s"
                        .formatted(newest.value(), withdrawal.reason()),
                    Remedies.TAKE_SNAPSHOT));
    if (snapshots.withdrawal().isEmpty()
        && newest.time().isAfter(inventory.now().plus(TOLERANCE))) {
      findings.problem(
          "the newest snapshot %s has a future time, so no other one writes to the table until then"
              .formatted(newest.value()),
          "./ecs-inventory withdraw %s --reason \"clock error\"".formatted(newest.value()));
    }
    snapshots
        .inUse()
        .ifPresentOrElse(
            snapshot -> check(inventory, snapshot, findings),
            () -> findings.problem("no full snapshot is in use", Remedies.TAKE_SNAPSHOT));
  }

  private static void check(
      DeployedInventory inventory, UsedSnapshot snapshot, CheckFindings findings) {
    age(inventory, snapshot.id(), findings);
    String status = snapshot.manifest().summary().get(Snapshots.STATUS);
    if (!status.equals(SnapshotStatus.COMPLETE.name())) {
      partial(snapshot, findings);
    }
    if (snapshot.manifest().policies().isEmpty()
        && inventory.settings().value().flatMap(Settings::tagPolicy).isPresent()) {
      findings.problem(
          "snapshot %s was not evaluated against a tag policy, which the settings have"
              .formatted(snapshot.id().value()),
          "Wait for the next snapshot. If it has none either, check the tag policy.");
    }
    findings.fact("%s, %s".formatted(snapshot.id().value(), status));
  }

  private static void age(DeployedInventory inventory, SnapshotId id, CheckFindings findings) {
    Duration age = Duration.between(id.time(), inventory.now());
    Duration gap =
        inventory
            .schedule()
            .value()
            .map(GetScheduleResponse::scheduleExpression)
            .map(ScheduleGap::longest)
            .orElse(ScheduleGap.LONGEST);
    Duration most = gap.multipliedBy(2).plus(LONGEST_RUN);
    if (age.compareTo(most) > 0) {
      findings.problem(
          "the newest snapshot in use, %s, is %s old; the schedule allows %s"
              .formatted(id.value(), text(age), text(most)),
          "Check the schedule, the function and the dead-letter queue, and read the function's"
              + " log.");
    }
  }

  private static String text(Duration duration) {
    return duration.toHours() > 0
        ? Counted.of(duration.toHours(), "hour")
        : Counted.of(duration.toMinutes(), "minute");
  }

  private static void partial(UsedSnapshot snapshot, CheckFindings findings) {
    Map<String, List<ReadFailure>> groups = new LinkedHashMap<>();
    for (ReadFailure failure : snapshot.manifest().notRead()) {
      groups.merge(group(failure), List.of(failure), LastSnapshotCheck::joined);
    }
    groups.entrySet().stream()
        .limit(MAX_REASONS)
        .forEach(
            group -> {
              ReadFailure first = group.getValue().getFirst();
              findings.problem(
                  "snapshot %s is PARTIAL: %s; first: %s: %s"
                      .formatted(
                          snapshot.id().value(),
                          group.getKey()
                              + " ("
                              + Counted.of(group.getValue().size(), "failure")
                              + ")",
                          first.resourceArn(),
                          first.message()),
                  Remedies.of(first.kind()));
            });
    if (groups.size() > MAX_REASONS) {
      findings.problem(
          "snapshot %s is PARTIAL for %d more reasons"
              .formatted(snapshot.id().value(), groups.size() - MAX_REASONS),
          "Run the saved query partial_snapshots.");
    }
  }

  private static List<ReadFailure> joined(List<ReadFailure> one, List<ReadFailure> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  private static String group(ReadFailure failure) {
    return "%s/%s %s %s"
        .formatted(failure.accountId(), failure.region(), failure.operation(), failure.errorCode());
  }
}
