package dev.ecsinventory.policy;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.NotEvaluatedReason;
import dev.ecsinventory.policy.document.RuleScope;
import dev.ecsinventory.policy.document.RuleSet;
import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.policy.document.Waiver;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Struct;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskSets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Evaluates task sets against one policy. It is a pure function: the result depends on its
 * arguments only, and not on the order of tags or rules. Safe for concurrent use.
 */
public final class Evaluator {
  private static final String DRAINING = "DRAINING";

  private final TagPolicy policy;
  private final List<RuleSet> ruleSets;

  /** The checks for each combination of rule sets whose scopes contain a task set. */
  private final Map<BitSet, TagChecks> checks = new ConcurrentHashMap<>();

  /** The checks for every task set, where no rule set has a scope; otherwise null. */
  private final TagChecks unscoped;

  public Evaluator(TagPolicy policy) {
    this.policy = requireNonNull(policy, "policy is null");
    this.ruleSets = policy.content().ruleSets();
    BitSet all = new BitSet();
    all.set(0, ruleSets.size());
    this.unscoped =
        ruleSets.stream().allMatch(ruleSet -> ruleSet.scope().equals(RuleScope.EVERYTHING))
            ? compiled(all)
            : null;
  }

  public TagPolicy policy() {
    return policy;
  }

  /**
   * Evaluates a row of {@code task_sets}: UNKNOWN where the tags are not known, regardless of the
   * policy; NOT_EVALUATED where no rule applies to the task set, or where it is DRAINING and the
   * policy excludes those; otherwise NON_COMPLIANT if there is a violation that is not waived.
   */
  public Evaluation evaluate(Row taskSet, EvaluationContext context) {
    if (!taskSet.get(TaskSets.TAGS_KNOWN)) {
      return Evaluation.UNKNOWN;
    }
    TagChecks applicable = checksFor(taskSet);
    if (applicable.isEmpty()) {
      return Evaluation.notEvaluated(NotEvaluatedReason.NO_APPLICABLE_RULE);
    }
    if (isLeftOut(taskSet)) {
      return Evaluation.notEvaluated(NotEvaluatedReason.DRAINING_EXCLUDED);
    }
    List<Struct> tags = Tags.of(taskSet);
    List<Finding> findings = applicable.findings(tags);
    return findings.isEmpty() ? Evaluation.COMPLIANT : evaluation(taskSet, findings, context);
  }

  /** UNKNOWN where it depends on tags of the service that are not known, and on nothing else. */
  private Evaluation evaluation(Row taskSet, List<Finding> findings, EvaluationContext context) {
    ServiceTags instead = ServiceTags.insteadOf(findings, taskSet, context);
    Evaluation found = Evaluation.of(violations(taskSet, instead.findings(), context));
    boolean undecided =
        found.status() == ComplianceStatus.COMPLIANT
            && violations(taskSet, instead.undecided(), context).stream()
                .anyMatch(row -> row.get(TagViolations.WAIVED_UNTIL) == null);
    return undecided ? Evaluation.UNKNOWN : found.satisfiedByService(instead.satisfied());
  }

  /** The coverage of each rule by rows of {@code task_sets}, in the order of the policy. */
  List<RuleCoverage> coverage(Collection<Row> taskSets) {
    List<Row> evaluable =
        taskSets.stream()
            .filter(taskSet -> taskSet.get(TaskSets.TAGS_KNOWN) && !isLeftOut(taskSet))
            .toList();
    return ruleSets.stream()
        .map(
            ruleSet ->
                new RuleCoverage(
                    ruleSet.description(),
                    ruleSet.requiresTag(),
                    (int) evaluable.stream().filter(ruleSet.scope()::includes).count()))
        .toList();
  }

  private boolean isLeftOut(Row taskSet) {
    return !policy.content().countsDraining() && DRAINING.equals(taskSet.get(TaskSets.STATUS));
  }

  private TagChecks checksFor(Row taskSet) {
    if (unscoped != null) {
      return unscoped;
    }
    BitSet included = new BitSet(ruleSets.size());
    for (int index = 0; index < ruleSets.size(); index++) {
      included.set(index, ruleSets.get(index).scope().includes(taskSet));
    }
    TagChecks known = checks.get(included);
    return known != null ? known : checks.computeIfAbsent(included, this::compiled);
  }

  private TagChecks compiled(BitSet included) {
    return new TagChecks(
        included.stream().boxed().flatMap(index -> ruleSets.get(index).rules().stream()).toList());
  }

  private List<Row> violations(Row taskSet, List<Finding> findings, EvaluationContext context) {
    ViolationRows rows = new ViolationRows(policy, taskSet, findings, context.lineage().get());
    List<Waiver> waivers =
        policy.content().waivers().stream()
            .filter(waiver -> context.time().isBefore(waiver.endsAt()))
            .filter(waiver -> waiver.scope().includes(taskSet))
            .toList();
    List<Row> violations = new ArrayList<>(findings.size());
    for (Finding finding : findings) {
      violations.add(rows.row(finding, forgiveness(taskSet, finding, waivers, context.time())));
    }
    return violations;
  }

  /** The waiver that ends last, otherwise the grace period; null when none applies. */
  private Exemption forgiveness(Row taskSet, Finding finding, List<Waiver> waivers, Instant time) {
    return waivers.stream()
        .filter(waiver -> waiver.covers(finding.check().key()))
        .max(Waiver.LONGEST_LAST)
        .map(Exemption::of)
        .orElseGet(() -> grace(taskSet, time));
  }

  private Exemption grace(Row taskSet, Instant time) {
    Instant createdAt = taskSet.get(TaskSets.CREATED_AT);
    if (createdAt == null || policy.content().gracePeriod().isZero()) {
      return null;
    }
    Instant end = createdAt.plus(policy.content().gracePeriod());
    return time.isBefore(end) ? Exemption.grace(end, policy.content().gracePeriod()) : null;
  }
}
