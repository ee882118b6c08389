package dev.ecsinventory.cli.guard;

import dev.ecsinventory.model.Glob;
import dev.ecsinventory.policy.document.RuleScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A scope as IAM conditions on the account, the Region, the cluster and the service.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html">
 *     IamCondition keys of Amazon ECS</a>
 */
final class ScopeConditions {
  private static final String ARN = "arn:";

  /** An ARN has six parts, and IAM compares each by itself. */
  private static final int COLONS_OF_AN_ARN = 5;

  private ScopeConditions() {}

  /** One part of a scope: its condition key, and the values that IAM compares it with. */
  private record Part(boolean isArn, String key, Collection<String> values) {
    IamCondition within() {
      return IamCondition.of(isArn ? "ArnLike" : "StringLike", key, values);
    }

    IamCondition outside() {
      return IamCondition.of(isArn ? "ArnNotLike" : "StringNotLike", key, values);
    }
  }

  /** Conditions that all hold for the task sets of {@code scope}. */
  static List<IamCondition> within(RuleScope scope) {
    return parts(scope).map(Part::within).toList();
  }

  /** Conditions of which one holds for a task set that is not in {@code scope}. */
  static List<IamCondition> outside(RuleScope scope) {
    return parts(scope).map(Part::outside).toList();
  }

  /** Globs of ARNs that IAM cannot compare, because a wildcard stands for a colon in them. */
  static List<String> notComparable(RuleScope scope) {
    return Stream.of(scope.clusters(), scope.services())
        .flatMap(List::stream)
        .map(Glob::text)
        .filter(text -> text.startsWith(ARN))
        .filter(
            text -> text.chars().filter(character -> character == ':').count() != COLONS_OF_AN_ARN)
        .toList();
  }

  private static Stream<Part> parts(RuleScope scope) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(false, "aws:PrincipalAccount", texts(scope.accounts())));
    parts.add(new Part(false, "aws:RequestedRegion", texts(scope.regions())));
    parts.add(new Part(true, "ecs:cluster", clusters(scope.clusters())));
    parts.add(new Part(true, "ecs:service", services(scope.services())));
    return parts.stream().filter(part -> !part.values().isEmpty());
  }

  private static List<String> texts(List<Glob> globs) {
    return globs.stream().map(Glob::text).toList();
  }

  private static Collection<String> clusters(List<Glob> globs) {
    Collection<String> arns = new TreeSet<>();
    for (Glob glob : globs) {
      arns.add(
          isArn(glob)
              ? IamText.glob(glob.text())
              : "arn:*:ecs:*:*:cluster/" + IamText.glob(glob.text()));
    }
    return arns;
  }

  /** Both forms of ARN, the old one for names without a wildcard: {@code a*} could be a cluster. */
  private static Collection<String> services(List<Glob> globs) {
    Collection<String> arns = new TreeSet<>();
    for (Glob glob : globs) {
      String arn = isArn(glob) ? glob.text() : "arn:*:ecs:*:*:service/*/" + glob.text();
      arns.add(IamText.glob(arn));
      if (!isArn(glob) && glob.isLiteral()) {
        arns.add("arn:*:ecs:*:*:service/" + IamText.glob(glob.text()));
      } else if (glob.isLiteral() && isShort(glob.text())) {
        arns.add(IamText.glob(glob.text().replaceFirst(":service/", ":service/*/")));
      }
    }
    return arns;
  }

  private static boolean isShort(String arn) {
    return arn.matches(".*:service/[^/]*");
  }

  private static boolean isArn(Glob glob) {
    return glob.text().startsWith(ARN);
  }
}
