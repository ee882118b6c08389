package dev.ecsinventory.pipeline;

import dev.ecsinventory.config.Scope;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.EcsArn;
import dev.ecsinventory.model.FailureKind;
import dev.ecsinventory.model.Glob;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.TargetRows;
import dev.ecsinventory.schema.TaskSets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The resources that an event requests by name, and whether they were found. */
record RequestedResources(Scope scope) {
  static RequestedResources by(Scope scope) {
    return new RequestedResources(scope);
  }

  /** The dataset of the requested resources; their parents are read only to find them. */
  Dataset dataset() {
    if (!scope.taskSets().isEmpty()) {
      return TaskSets.DATASET;
    }
    return scope.services().isEmpty() ? Clusters.DATASET : Services.DATASET;
  }

  boolean isAmong(TargetRows rows) {
    if (!scope.taskSets().isEmpty()) {
      return !rows.taskSets().isEmpty();
    }
    return !(scope.services().isEmpty() ? rows.clusters() : rows.services()).isEmpty();
  }

  boolean isNarrowed() {
    return Stream.of(scope.clusters(), scope.services(), scope.taskSets())
        .anyMatch(globs -> !globs.isEmpty());
  }

  /**
   * A failure for each name without a resource; a glob without a match requests nothing.
   *
   * @param allWasRead whether nothing else failed, so that a resource that was not found does not
   *     exist
   */
  List<ReadFailure> notFound(AccountRegion own, Set<String> matched, boolean allWasRead) {
    List<ReadFailure> failures = new ArrayList<>();
    add(failures, "ListClusters", scope.clusters(), own, matched, allWasRead);
    add(failures, "ListServices", scope.services(), own, matched, allWasRead);
    add(failures, "DescribeServices", scope.taskSets(), own, matched, allWasRead);
    return failures;
  }

  private static void add(
      List<ReadFailure> failures,
      String operation,
      List<Glob> globs,
      AccountRegion own,
      Set<String> matched,
      boolean allWasRead) {
    for (Glob glob : globs) {
      if (glob.isLiteral() && !matched.contains(glob.text())) {
        AccountRegion accountRegion =
            EcsArn.parse(glob.text())
                .map(arn -> new AccountRegion(arn.accountId(), arn.region()))
                .orElse(own);
        failures.add(
            new ReadFailure(
                accountRegion.accountId(),
                accountRegion.region(),
                operation,
                glob.text(),
                "NotFound",
                allWasRead
                    ? "the event names it, and it does not exist in the event's scope"
                    : "the event names it, and it is not in the parts that could be read",
                allWasRead ? FailureKind.MISSING : FailureKind.NOT_REACHED,
                0));
      }
    }
  }
}
