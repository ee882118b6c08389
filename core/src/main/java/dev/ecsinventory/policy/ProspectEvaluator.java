package dev.ecsinventory.policy;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.policy.ProspectEvaluation.Undecided;
import dev.ecsinventory.policy.ProspectEvaluation.Violation;
import dev.ecsinventory.policy.ProspectEvaluation.WaivedUntil;
import dev.ecsinventory.policy.document.Prospect;
import dev.ecsinventory.policy.document.ProspectScope;
import dev.ecsinventory.policy.document.RuleSet;
import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.policy.document.Waiver;
import dev.ecsinventory.schema.Struct;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Evaluates task sets before they are created. A violation, and compliance, are reported only if
 * they hold for every possible value of what is not known. Otherwise the status is UNKNOWN. There
 * is no grace: a task set cannot be tagged later.
 */
public final class ProspectEvaluator {
  /** A value that is not known; no rule accepts it but one that accepts any: no tag can have it. */
  private static final String NOT_KNOWN = "\0";

  private final TagPolicy policy;
  private final Instant time;

  /** Waivers count that hold at {@code time}. */
  public ProspectEvaluator(TagPolicy policy, Instant time) {
    this.policy = requireNonNull(policy, "policy is null");
    this.time = requireNonNull(time, "time is null");
  }

  public ProspectEvaluation evaluate(Prospect prospect) {
    List<RuleSet> possible = ruleSets(prospect, ProspectScope.MAYBE);
    if (possible.isEmpty()) {
      return new ProspectEvaluation(ComplianceStatus.NOT_EVALUATED, List.of(), List.of(), false);
    }
    Outcomes outcomes = new Outcomes(prospect, ruleSets(prospect, ProspectScope.YES), possible);
    List<Violation> violations = new ArrayList<>();
    Set<Undecided> undecided = new LinkedHashSet<>();
    for (Finding finding : outcomes.all()) {
      Optional<Waiver> waiver = waiver(prospect, finding);
      Optional<String> doubt = outcomes.doubt(finding);
      if (waiver.isEmpty()) {
        doubt = doubt.or(() -> waiverDoubt(prospect, finding));
        doubt.ifPresent(
            reason -> undecided.add(new Undecided(finding.kind(), finding.check().key(), reason)));
      }
      if (doubt.isEmpty()) {
        violations.add(violation(finding, waiver));
      }
    }
    return new ProspectEvaluation(
        status(prospect, violations, undecided),
        violations,
        List.copyOf(undecided),
        possible.stream().anyMatch(RuleSet::requiresTag));
  }

  private static ComplianceStatus status(
      Prospect prospect, List<Violation> violations, Set<Undecided> undecided) {
    if (violations.stream().anyMatch(violation -> violation.waiver().isEmpty())) {
      return ComplianceStatus.NON_COMPLIANT;
    }
    return undecided.isEmpty() && prospect.otherTags().isEmpty()
        ? ComplianceStatus.COMPLIANT
        : ComplianceStatus.UNKNOWN;
  }

  private List<RuleSet> ruleSets(Prospect prospect, ProspectScope least) {
    return policy.content().ruleSets().stream()
        .filter(set -> ProspectScope.of(set.scope(), prospect).compareTo(least) >= 0)
        .toList();
  }

  private static Violation violation(Finding finding, Optional<Waiver> waiver) {
    return new Violation(
        finding.kind(),
        finding.check().key(),
        Optional.ofNullable(finding.actualKey()),
        Optional.ofNullable(finding.actualValue()).filter(value -> !value.equals(NOT_KNOWN)),
        finding.check().expected(finding.kind()),
        ViolationRows.suggestion(finding),
        waiver.map(found -> new WaivedUntil(found.endsAt(), found.reason())));
  }

  private Optional<Waiver> waiver(Prospect prospect, Finding finding) {
    return waivers(prospect, finding, ProspectScope.YES).stream().max(Waiver.LONGEST_LAST);
  }

  private Optional<String> waiverDoubt(Prospect prospect, Finding finding) {
    return waivers(prospect, finding, ProspectScope.MAYBE).stream()
        .max(Waiver.LONGEST_LAST)
        .map(waiver -> "a waiver may cover it: " + waiver.reason());
  }

  private List<Waiver> waivers(Prospect prospect, Finding finding, ProspectScope least) {
    return policy.waivers().stream()
        .filter(waiver -> time.isBefore(waiver.endsAt()))
        .filter(waiver -> waiver.covers(finding.check().key()))
        .filter(waiver -> ProspectScope.of(waiver.scope(), prospect).compareTo(least) >= 0)
        .toList();
  }

  /** What is found by the rules that are, or may be, about the task set, and by its tags. */
  private static final class Outcomes {
    private final Prospect prospect;
    private final List<List<Finding>> byCertainRules = new ArrayList<>();
    private final List<List<Finding>> byPossibleRules = new ArrayList<>();

    Outcomes(Prospect prospect, List<RuleSet> certain, List<RuleSet> possible) {
      this.prospect = prospect;
      for (boolean all : new boolean[] {false, true}) {
        List<Struct> tags =
            prospect.tags().stream()
                .filter(tag -> all || tag.certain())
                .map(tag -> Tags.tag(tag.key(), tag.value().orElse(NOT_KNOWN)))
                .distinct()
                .toList();
        byCertainRules.add(checks(certain).findings(tags));
        byPossibleRules.add(checks(possible).findings(tags));
      }
    }

    private static TagChecks checks(List<RuleSet> ruleSets) {
      return new TagChecks(ruleSets.stream().flatMap(set -> set.rules().stream()).toList());
    }

    /** Every finding once, in the order of {@link Finding#ORDER}. */
    List<Finding> all() {
      List<Finding> all = new ArrayList<>();
      for (List<Finding> outcome : byPossibleRules) {
        outcome.stream().filter(finding -> !isIn(all, finding)).forEach(all::add);
      }
      all.sort(Finding.ORDER);
      return all;
    }

    /** Why it is not certain; empty when it is. */
    Optional<String> doubt(Finding finding) {
      if (!byPossibleRules.stream().allMatch(outcome -> isIn(outcome, finding))) {
        return Optional.of(reason(finding));
      }
      if (!byCertainRules.stream().allMatch(outcome -> isIn(outcome, finding))) {
        return Optional.of("the rule applies only to some accounts, Regions, clusters or services");
      }
      // By the rules that are certain: those that are not may be stricter.
      Finding certain =
          byCertainRules.getFirst().stream()
              .filter(other -> isSame(other, finding))
              .findFirst()
              .orElseThrow();
      return isAboutUnknownValue(finding) || mayBeElsewhere(certain)
          ? Optional.of(reason(finding))
          : Optional.empty();
    }

    private static boolean isIn(List<Finding> outcome, Finding finding) {
      return outcome.stream().anyMatch(other -> isSame(other, finding));
    }

    private static boolean isSame(Finding one, Finding other) {
      return one.kind() == other.kind()
          && one.check().key().equals(other.check().key())
          && (one.kind() == ViolationKind.MISSING_TAG
              || one.actualKey().equals(other.actualKey())
                  && one.actualValue().equals(other.actualValue()));
    }

    private static boolean isAboutUnknownValue(Finding finding) {
      return finding.kind() == ViolationKind.VALUE_NOT_ALLOWED
          && finding.actualValue().equals(NOT_KNOWN);
    }

    /** Whether a tag that is not known could be the right one. */
    private boolean mayBeElsewhere(Finding finding) {
      return prospect.otherTags().isPresent()
          && (finding.kind() == ViolationKind.MISSING_TAG
              || !finding.check().key().equals(finding.actualKey())
                  && !finding.check().rejectsOtherCases());
    }

    private String reason(Finding finding) {
      return prospect.tags().stream()
          .filter(tag -> tag.key().equalsIgnoreCase(finding.check().key()))
          .flatMap(tag -> tag.notKnown().stream())
          .findFirst()
          .or(prospect::otherTags)
          .orElse("it depends on tags that may be there or not");
    }
  }
}
