package dev.ecsinventory.cli.doctor.check;

import dev.ecsinventory.model.FailureKind;

/** Actions that correct problems of several parts. */
final class Remedies {
  static final String DEPLOY =
      "Deploy again (docs/operations.md, Upgrade). If CloudFormation reports no change, the"
          + " resource was changed outside of it: detect the stack's drift and undo the change.";

  static final String DEPLOY_STORAGE =
      "Undo the change, or deploy EcsInventoryStorage again; detect the stack's drift to see what"
          + " was changed outside of CloudFormation.";

  static final String TAKE_SNAPSHOT =
      "Take a snapshot by hand (docs/operations.md, Take a snapshot by hand, or again).";

  private Remedies() {}

  /** The action for read failures of a kind. */
  static String of(FailureKind kind) {
    return switch (kind) {
      case DENIED ->
          "Check the role of the account, service control policies, and whether the Region is"
              + " enabled.";
      case THROTTLED -> "Lower readsPerSecond, or take snapshots less often.";
      case UNSUPPORTED ->
          "ECS does not return this. If all of them are UNSUPPORTED, disable the alarm"
              + " SnapshotStale.";
      case MISSING -> "Correct the name in the event, or ignore it if the resource was deleted.";
      case FAULT -> "The next snapshot tries again; if it fails too, read the log.";
      case NOT_REACHED -> "Raise readsPerSecond, or split by Regions.";
    };
  }
}
