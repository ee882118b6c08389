package dev.ecsinventory.policy.document;

import dev.ecsinventory.model.Glob;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Whether a scope includes a task set of which not everything is known. */
public enum ProspectScope {
  NO,
  MAYBE,
  YES;

  private static final String ANYTHING = "*";

  public static ProspectScope of(RuleScope scope, Prospect prospect) {
    return List.of(
            part(scope.accounts(), glob -> matches(glob, prospect.account())),
            part(scope.regions(), glob -> matches(glob, prospect.region())),
            part(scope.clusters(), glob -> cluster(glob, prospect)),
            part(scope.services(), glob -> service(glob, prospect)))
        .stream()
        .min(ProspectScope::compareTo)
        .orElseThrow();
  }

  /** A part that is not given includes everything. */
  private static ProspectScope part(List<Glob> globs, Function<Glob, ProspectScope> included) {
    return globs.isEmpty()
        ? YES
        : globs.stream().map(included).max(ProspectScope::compareTo).orElseThrow();
  }

  private static ProspectScope matches(Glob glob, Optional<String> text) {
    return glob.text().equals(ANYTHING)
        ? YES
        : text.map(known -> of(glob.matches(known))).orElse(MAYBE);
  }

  private static ProspectScope of(boolean included) {
    return included ? YES : NO;
  }

  private static ProspectScope cluster(Glob glob, Prospect prospect) {
    return matches(glob, ServiceArnForms.isArn(glob) ? prospect.clusterArn() : prospect.cluster());
  }

  private static ProspectScope service(Glob glob, Prospect prospect) {
    if (!ServiceArnForms.isArn(glob)) {
      return matches(glob, prospect.service());
    }
    if (prospect.serviceArn().filter(glob::matches).isPresent()) {
      return YES;
    }
    return prospect
        .clusterArn()
        .flatMap(arn -> prospect.service().map(name -> ServiceArnForms.of(arn, name)))
        .map(forms -> of(forms.areNamedBy(glob)))
        .orElse(MAYBE);
  }
}
