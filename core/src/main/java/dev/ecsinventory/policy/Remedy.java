package dev.ecsinventory.policy;

import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskSets;

/**
 * What fixes a violation: column {@code remedy}. A task set receives tags at creation, or never.
 */
public enum Remedy {
  /** The next deployment creates a task set with tags that comply. */
  NEXT_DEPLOYMENT,
  /** The policy accepts the tag of the service, which can be tagged at any time. */
  SERVICE_TAG,
  /** No one can fix it: CodeDeploy creates the task sets, and gives them no tags. */
  NONE;

  private static final String CODE_DEPLOY = "CODE_DEPLOY";

  static Remedy of(Row taskSet, Finding finding) {
    if (!isWithoutTags(taskSet)) {
      return NEXT_DEPLOYMENT;
    }
    boolean serviceCounts =
        finding.kind() == ViolationKind.MISSING_TAG && finding.check().acceptsServiceTag();
    return finding.onService() || serviceCounts ? SERVICE_TAG : NONE;
  }

  /** Whether no one can choose the tags of the task set, a row of {@code task_sets}. */
  public static boolean isWithoutTags(Row taskSet) {
    return CODE_DEPLOY.equals(taskSet.get(TaskSets.DEPLOYMENT_CONTROLLER));
  }
}
