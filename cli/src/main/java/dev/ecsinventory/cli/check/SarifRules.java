package dev.ecsinventory.cli.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.policy.ViolationKind;

/**
 * The rules of a SARIF run: one per kind of violation, with the texts that code scanning shows next
 * to each result.
 */
final class SarifRules {
  private static final String TAGGING =
      "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-using-tags.html";
  private static final String TAG_POLICIES =
      "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_tag-policies.html";

  private SarifRules() {}

  /** Adds the rules, in the order of {@link ViolationKind}. */
  static void addTo(ArrayNode rules) {
    for (ViolationKind kind : ViolationKind.values()) {
      add(rules.addObject(), Texts.of(kind));
    }
  }

  private static void add(ObjectNode rule, Texts texts) {
    rule.put("id", texts.kind.name()).put("name", texts.name);
    rule.putObject("shortDescription").put("text", texts.summary);
    rule.putObject("fullDescription").put("text", texts.summary + " " + texts.detail);
    rule.putObject("defaultConfiguration").put("level", "error");
    rule.put("helpUri", texts.helpUri);
    rule.putObject("help")
        .put("text", texts.remedy)
        .put("markdown", "%s\n\n[AWS documentation](%s)".formatted(texts.remedy, texts.helpUri));
    ObjectNode properties = rule.putObject("properties");
    properties.put("precision", "very-high").put("problem.severity", "error");
    properties.putArray("tags").add("ecs").add("tags");
  }

  private record Texts(
      ViolationKind kind,
      String name,
      String summary,
      String detail,
      String remedy,
      String helpUri) {
    private static final String NEXT_DEPLOYMENT =
        " ECS does not tag a task set after its creation, so the next deployment fixes this:";

    static Texts of(ViolationKind kind) {
      return switch (kind) {
        case MISSING_TAG ->
            new Texts(
                kind,
                "MissingTag",
                "The task set lacks a tag that the policy requires.",
                "A task set inherits no tags from its service, cluster or task definition.",
                "Give the tag to the task set when it is created."
                    + NEXT_DEPLOYMENT
                    + " aws ecs create-task-set --tags key=KEY,value=VALUE. CodeDeploy gives task"
                    + " sets no tags; a policy with accept_service_tags accepts those of the"
                    + " service.",
                TAGGING);
        case WRONG_KEY_CASE ->
            new Texts(
                kind,
                "WrongKeyCase",
                "The task set has the tag with a key in another case.",
                "Tag keys are case-sensitive, so a query for the tag does not find this one.",
                "Spell the key as the policy does." + NEXT_DEPLOYMENT + " change the key there.",
                TAG_POLICIES);
        case VALUE_NOT_ALLOWED ->
            new Texts(
                kind,
                "ValueNotAllowed",
                "The task set has the tag with a value that is not accepted.",
                "The policy lists the accepted values; they are case-sensitive.",
                "Use an accepted value." + NEXT_DEPLOYMENT + " change the value there.",
                TAG_POLICIES);
        case TAG_NOT_ALLOWED ->
            new Texts(
                kind,
                "TagNotAllowed",
                "The task set has a tag for which no value is accepted.",
                "The policy has an empty list of values for the tag, so it must not exist.",
                "Remove the tag." + NEXT_DEPLOYMENT + " create the task set without the tag.",
                TAG_POLICIES);
      };
    }
  }
}
