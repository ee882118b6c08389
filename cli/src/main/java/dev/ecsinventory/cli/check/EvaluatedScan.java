package dev.ecsinventory.cli.check;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.cli.result.ResultTable;
import dev.ecsinventory.cli.text.Terminal;
import dev.ecsinventory.manifest.AccountNames;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskSets;
import java.nio.file.Path;

/** A snapshot in a folder, with the compliance statuses that it was taken with. */
public final class EvaluatedScan {
  private final Path folder;
  private final ObjectKeys keys;
  private final SnapshotId id;
  private final CheckResult result;

  private EvaluatedScan(Path folder, ObjectKeys keys, SnapshotId id, CheckResult result) {
    this.folder = requireNonNull(folder, "folder is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.id = requireNonNull(id, "id is null");
    this.result = requireNonNull(result, "result is null");
  }

  /** Reads a committed snapshot. */
  public static EvaluatedScan read(
      Path folder, ObjectKeys keys, SnapshotId id, AwsClients clients) {
    CommittedSnapshot snapshot =
        CommittedSnapshot.read(folder.resolve(keys.manifest(id)).toString(), clients);
    return new EvaluatedScan(
        folder,
        keys,
        id,
        CheckResult.found(
            snapshot.manifest().summary(),
            snapshot.rows(TaskSets.DATASET),
            snapshot.rows(TagViolations.DATASET),
            AccountNames.of(snapshot.manifest())));
  }

  public CheckResult result() {
    return result;
  }

  /** The table, and the files with more. */
  public String text(Terminal terminal, String policy) {
    return ResultTable.of(result.shown(FailureCondition.ANY), terminal)
        + "%nReport: %s%nCSV: %s%nCheck it again: ./ecs-inventory check --snapshot %s --policy %s%n"
            .formatted(
                folder.resolve(keys.report(id, "html")),
                folder.resolve(keys.report(id, "csv")),
                folder,
                policy);
  }
}
