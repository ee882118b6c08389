package dev.ecsinventory.policy;

import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Findings with the service's tags in place of those that a task set lacks, where no one can choose
 * the task set's tags and all rules that ask for the tag accept the service's.
 *
 * @param findings what is still broken, in the order of {@link Finding#ORDER}
 * @param satisfied keys of the required tags that the service has instead
 * @param undecided what is broken unless the service has the tag, whose tags are not known
 */
record ServiceTags(List<Finding> findings, List<String> satisfied, List<Finding> undecided) {
  static ServiceTags insteadOf(List<Finding> findings, Row taskSet, EvaluationContext context) {
    if (!Remedy.isWithoutTags(taskSet)
        || findings.stream().noneMatch(ServiceTags::mayBeOnService)) {
      return new ServiceTags(findings, List.of(), List.of());
    }
    ServiceTags result = new ServiceTags(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Optional<List<Struct>> tags = context.lineage().get().serviceTags();
    for (Finding finding : findings) {
      if (!mayBeOnService(finding)) {
        result.findings.add(finding);
      } else if (tags.isEmpty()) {
        result.undecided.add(finding);
      } else {
        result.add(finding, finding.check().findings(tags.get()));
      }
    }
    result.findings.sort(Finding.ORDER);
    return result;
  }

  private static boolean mayBeOnService(Finding finding) {
    return finding.kind() == ViolationKind.MISSING_TAG && finding.check().acceptsServiceTag();
  }

  private void add(Finding missing, List<Finding> onService) {
    if (onService.isEmpty()) {
      satisfied.add(missing.check().key());
    } else if (onService.stream().anyMatch(found -> found.kind() == ViolationKind.MISSING_TAG)) {
      findings.add(missing);
    } else {
      for (Finding found : onService) {
        findings.add(
            new Finding(found.kind(), found.check(), found.actualKey(), found.actualValue(), true));
      }
    }
  }
}
