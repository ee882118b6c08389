package dev.ecsinventory.cli.check;

import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TagViolations;
import java.util.List;

/**
 * What makes two findings of different snapshots the same one: service, rule and kind. The task set
 * is not part of it, because each deployment creates another one, and neither is the value, because
 * a wrong value that another wrong value replaces is not fixed. Names, not ARNs, because a service
 * has an ARN in the old or the new form.
 */
final class FindingIdentity {
  private FindingIdentity() {}

  /** The identity of a row of {@code tag_violations}; no name or key contains a line break. */
  static String of(Row row) {
    return String.join(
        "\n",
        List.of(
            row.get(TagViolations.DATASET.accountId()),
            row.get(TagViolations.DATASET.region()),
            row.get(TagViolations.CLUSTER_NAME),
            row.get(TagViolations.SERVICE_NAME),
            row.get(TagViolations.RULE),
            row.get(TagViolations.VIOLATION)));
  }
}
