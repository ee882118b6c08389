package dev.ecsinventory.cli.guard;

import dev.ecsinventory.policy.document.TagPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What denies {@code ecs:CreateTaskSet} as a tag policy rejects it: the documents of each type of
 * policy, and what they leave out. The documents never deny a request that the tag policy accepts,
 * except where a limit states this.
 *
 * @param gaps rules, or parts of rules, that IAM cannot express; nothing enforces them
 * @param limits limits of every document
 */
public record Guard(
    Map<PolicyType, List<String>> documents, List<String> gaps, List<String> limits) {
  public Guard {
    documents = Map.copyOf(documents);
    gaps = List.copyOf(gaps);
    limits = List.copyOf(limits);
  }

  /**
   * The guard of {@code policy}, with waivers as they hold from {@code now} on.
   *
   * @param exceptRoles names or ARNs of roles that the documents do not restrict, with {@code *}
   *     and {@code ?}
   */
  public static Guard of(TagPolicy policy, List<String> exceptRoles, Instant now) {
    DenyStatements denied = DenyStatements.of(policy, now);
    List<DenyStatement> statements = denied.statements();
    if (!exceptRoles.isEmpty()) {
      IamCondition others = IamCondition.of("ArnNotLike", "aws:PrincipalArn", roles(exceptRoles));
      statements = statements.stream().map(statement -> statement.and(others)).toList();
    }
    Map<PolicyType, List<String>> documents = new EnumMap<>(PolicyType.class);
    List<String> gaps = new ArrayList<>(denied.gaps());
    for (PolicyType type : PolicyType.values()) {
      IamDocuments split = IamDocuments.of(type, statements);
      documents.put(type, split.texts());
      gaps.addAll(split.gaps());
    }
    return new Guard(
        documents, gaps, statements.isEmpty() ? List.of() : limits(policy, exceptRoles));
  }

  private static List<String> roles(List<String> names) {
    List<String> arns = new ArrayList<>();
    for (String name : names) {
      String text = IamText.glob(name);
      if (name.startsWith("arn:")) {
        arns.add(text);
      } else {
        // A role's ARN has its path.
        arns.add("arn:*:iam::*:role/" + text);
        arns.add("arn:*:iam::*:role/*/" + text);
      }
    }
    return arns;
  }

  private static List<String> limits(TagPolicy policy, List<String> exceptRoles) {
    List<String> limits = new ArrayList<>();
    limits.add(
        "IAM reads the value of a tag by its key in any case. Of a request with two keys that"
            + " differ only in case (Env, env) it may compare either value, and it does not find"
            + " the second spelling.");
    if (!policy.gracePeriod().isZero()) {
      limits.add(
          "The grace period is not expressed: a task set cannot be tagged after its creation.");
    }
    if (exceptRoles.isEmpty()) {
      limits.add(
          "CodeDeploy creates task sets in its service role, without tags. Deployments of services"
              + " with the deployment controller CODE_DEPLOY are denied unless --except-role names"
              + " that role.");
    }
    return limits;
  }

  /** Whether nothing is denied: the policy has no rule that IAM can express. */
  public boolean isEmpty() {
    return documents.values().stream().allMatch(List::isEmpty);
  }
}
