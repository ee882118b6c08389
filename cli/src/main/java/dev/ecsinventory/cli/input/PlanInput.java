package dev.ecsinventory.cli.input;

import dev.ecsinventory.policy.document.Prospect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The resources {@code aws_ecs_task_set} that a Terraform plan creates, in all modules.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/internals/json-format">JSON output
 *     format</a>
 */
final class PlanInput {
  static final String CHANGES = "resource_changes";
  static final String PLANNED = "planned_values";

  private static final String TASK_SET = "aws_ecs_task_set";

  /** The same resource in the provider that is generated from CloudFormation's schemas. */
  private static final String CLOUD_CONTROL_TASK_SET = "awscc_ecs_task_set";

  /** A resource of any type of CloudFormation. */
  private static final String ANY_TYPE = "aws_cloudcontrolapi_resource";

  /** Resources that create the resources of a template. */
  private static final Set<String> NESTED =
      Set.of(
          "aws_cloudformation_stack",
          "aws_cloudformation_stack_set",
          "aws_serverlessapplicationrepository_cloudformation_stack",
          "aws_servicecatalog_provisioned_product",
          "awscc_cloudformation_stack",
          "awscc_cloudformation_stack_set");

  private final DeploymentFacts deployment;
  private final List<RequestedTaskSet> taskSets = new ArrayList<>();
  private final Set<String> addresses = new HashSet<>();
  private final List<String> incomplete = new ArrayList<>();
  private final List<String> nested = new ArrayList<>();
  private int unchanged;

  private PlanInput(DeploymentFacts deployment) {
    this.deployment = deployment;
  }

  static Requested read(At root, DeploymentFacts deployment) {
    PlanInput input = new PlanInput(deployment);
    root.member("format_version")
        .flatMap(version -> version.text("a version"))
        .filter(version -> !version.matches("[01]\\..*"))
        .ifPresent(
            version ->
                root.problem("has the format version " + version + "; accepted are 0.x and 1.x"));
    root.member(CHANGES)
        .map(changes -> changes.items("a list of changes"))
        .orElse(List.of())
        .forEach(input::readChange);
    root.member(PLANNED)
        .flatMap(values -> values.member("root_module"))
        .ifPresent(input::readModule);
    input.readCompleteness(root);
    return new Requested(Requested.Kind.PLAN, input.taskSets, input.incomplete, input.notices());
  }

  private List<String> notices() {
    List<String> notices = new ArrayList<>();
    if (unchanged > 0) {
      notices.add("Task sets that the plan does not create were not evaluated: " + unchanged + ".");
    }
    nested.forEach(
        resource ->
            notices.add(
                "The task sets of %s are not evaluated: check its template, too."
                    .formatted(resource)));
    return notices;
  }

  private void readCompleteness(At root) {
    if (isTrue(root.member("errored"))) {
      incomplete.add("the plan ended with an error");
    }
    if (root.member("deferred_changes").filter(PlanInput::hasItems).isPresent()) {
      incomplete.add("the plan defers changes");
    }
  }

  private static boolean hasItems(At list) {
    return !list.items("a list of changes").isEmpty();
  }

  static boolean isTrue(Optional<At> flag) {
    return flag.map(At::node).orElse(null) instanceof Node.Scalar scalar
        && scalar.type() == Node.Type.FLAG
        && scalar.text().equals("true");
  }

  private void readChange(At change) {
    String type = change.member("type").flatMap(at -> at.text("a resource type")).orElse("");
    boolean managed =
        change.member("mode").flatMap(at -> at.text("a mode")).orElse("managed").equals("managed");
    if (!managed || !isMeant(type)) {
      return;
    }
    Optional<String> address = change.member("address").flatMap(at -> at.words("an address"));
    Optional<At> details = change.member("change");
    if (address.isEmpty() || details.isEmpty()) {
      change.problem("has no address, or no change");
      return;
    }
    if (type.equals(ANY_TYPE) && !mayBeTaskSet(details.get())) {
      return;
    }
    addresses.add(address.get());
    Set<String> actions = actions(details.get());
    if (NESTED.contains(type)) {
      if (actions.contains("create") || actions.contains("update")) {
        nested.add("%s (line %d)".formatted(address.get(), change.line()));
      }
    } else if (!actions.contains("create")) {
      unchanged++;
    } else if (type.equals(TASK_SET)) {
      taskSets.add(taskSet(address.get(), change.line(), details.get()));
    } else {
      incomplete.add(address.get() + " is a " + type + ", which is not supported");
    }
  }

  private static boolean isMeant(String type) {
    return type.equals(TASK_SET)
        || type.equals(CLOUD_CONTROL_TASK_SET)
        || type.equals(ANY_TYPE)
        || NESTED.contains(type);
  }

  /** Whether a resource of any type is a task set; its type may not be known. */
  private static boolean mayBeTaskSet(At change) {
    return text(change.member("after"), "type_name")
        .map("AWS::ECS::TaskSet"::equals)
        .orElse(isTrue(change.member("after_unknown").flatMap(at -> at.member("type_name"))));
  }

  private static Set<String> actions(At change) {
    Set<String> actions = new HashSet<>();
    Optional<At> list = change.member("actions");
    if (list.isEmpty()) {
      change.problem("has no actions");
    }
    list.map(at -> at.items("a list of actions")).orElse(List.of()).stream()
        .flatMap(action -> action.text("an action").stream())
        .forEach(actions::add);
    return actions;
  }

  private RequestedTaskSet taskSet(String address, int line, At change) {
    Optional<At> after = change.member("after");
    if (after.isEmpty()) {
      change.problem("creates a resource, and has no \"after\"");
    }
    PlanTags tags = PlanTags.of(change);
    Prospect prospect =
        Prospect.of(
            deployment.account(),
            text(after, "region").or(deployment::region),
            text(after, "cluster"),
            text(after, "service"),
            tags.tags(),
            tags.others());
    return new RequestedTaskSet(address, line, prospect, tags.secretKeys());
  }

  /** What is not known before the deployment is null, or not there. */
  private static Optional<String> text(Optional<At> after, String attribute) {
    return after.flatMap(at -> at.member(attribute)).flatMap(at -> at.words("a text"));
  }

  /** What is planned, and has no change, is not known. */
  private void readModule(At module) {
    module.member("resources").map(at -> at.items("a list of resources")).orElse(List.of()).stream()
        .filter(
            at ->
                at.member("type")
                    .flatMap(type -> type.text("a type"))
                    .equals(Optional.of(TASK_SET)))
        .flatMap(at -> at.member("address").flatMap(address -> address.text("an address")).stream())
        .filter(address -> !addresses.contains(address))
        .forEach(
            address -> incomplete.add(address + " is planned, and the plan has no change of it"));
    module
        .member("child_modules")
        .map(at -> at.items("a list of modules"))
        .orElse(List.of())
        .forEach(this::readModule);
  }
}
