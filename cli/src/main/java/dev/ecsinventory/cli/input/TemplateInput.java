package dev.ecsinventory.cli.input;

import dev.ecsinventory.policy.document.Prospect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The resources {@code AWS::ECS::TaskSet} of a CloudFormation template.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-taskset.html">
 *     AWS::ECS::TaskSet</a>
 */
final class TemplateInput {
  static final String RESOURCES = "Resources";

  private static final String TASK_SET = "AWS::ECS::TaskSet";

  /** Resources that create the resources of another template. */
  private static final Set<String> NESTED =
      Set.of(
          "AWS::CloudFormation::Stack",
          "AWS::CloudFormation::StackSet",
          "AWS::Serverless::Application",
          "AWS::ServiceCatalog::CloudFormationProvisionedProduct");

  /** Transforms that neither add nor change a task set; any other may. */
  private static final Set<String> HARMLESS =
      Set.of("AWS::Serverless-2016-10-31", "AWS::LanguageExtensions", "AWS::CodeDeployBlueGreen");

  private Intrinsics intrinsics;
  private final DeploymentFacts deployment;
  private final List<RequestedTaskSet> taskSets = new ArrayList<>();
  private final List<String> incomplete = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();

  private TemplateInput(DeploymentFacts deployment) {
    this.deployment = deployment;
  }

  static Requested read(At root, DeploymentFacts deployment) {
    TemplateInput input = new TemplateInput(deployment);
    input.readTemplate(root);
    return new Requested(Requested.Kind.TEMPLATE, input.taskSets, input.incomplete, input.notices);
  }

  private void readTemplate(At root) {
    Map<String, At> parameters =
        root.member("Parameters").map(at -> at.members("an object of parameters")).orElse(Map.of());
    for (String name : deployment.parameters().keySet()) {
      if (!parameters.containsKey(name)) {
        root.problem(
            "has no parameter \"%s\" (--parameter); accepted are: %s"
                .formatted(name, String.join(", ", parameters.keySet())));
      }
    }
    intrinsics = new Intrinsics(deployment.without(stored(parameters)));
    root.member("Transform").ifPresent(this::readTransform);
    Intrinsics.expansion(root).ifPresent(what -> incomplete.add(what + " may change it"));
    root.member(RESOURCES)
        .map(resources -> resources.members("an object of resources by logical ID"))
        .orElse(Map.of())
        .forEach(this::readResource);
  }

  /** Parameters whose value is the name of a stored one, which the deployment reads. */
  private Set<String> stored(Map<String, At> parameters) {
    return deployment.parameters().keySet().stream()
        .filter(parameters::containsKey)
        .filter(
            name ->
                parameters
                    .get(name)
                    .member("Type")
                    .flatMap(type -> type.text("a type"))
                    .filter(type -> type.startsWith("AWS::SSM::Parameter::Value"))
                    .isPresent())
        .collect(Collectors.toSet());
  }

  private void readTransform(At transform) {
    List<At> names = transform.isSequence() ? transform.items("a list") : List.of(transform);
    for (At name : names) {
      String text =
          name.isMapping()
              ? name.member("Name").flatMap(at -> at.text("a name")).orElse("Fn::Transform")
              : name.text("the name of a transform").orElse("");
      if (!HARMLESS.contains(text)) {
        incomplete.add("the transform %s (line %d) may change it".formatted(text, name.line()));
      }
    }
  }

  private void readResource(String id, At resource) {
    if (id.startsWith("Fn::")) {
      incomplete.add("%s (line %d) may create task sets".formatted(id, resource.line()));
      return;
    }
    resource.members("a resource");
    Optional<String> type = resource.member("Type").flatMap(at -> at.text("a resource type"));
    if (type.isEmpty()) {
      readUntyped(id, resource);
    } else if (type.get().equals(TASK_SET)) {
      readTaskSet(id, resource);
    } else if (NESTED.contains(type.get()) || type.get().endsWith("::MODULE")) {
      notices.add(
          "The task sets of %s (%s, line %d) are not evaluated: check its template, too."
              .formatted(id, type.get(), resource.line()));
    }
  }

  private void readUntyped(String id, At resource) {
    Optional<String> expansion = Intrinsics.expansion(resource);
    if (expansion.isPresent()) {
      incomplete.add("%s may make %s a task set".formatted(expansion.get(), id));
    } else if (resource.isMapping() && resource.member("Type").isEmpty()) {
      resource.problem("has no Type");
    }
  }

  private void readTaskSet(String id, At resource) {
    Optional<At> properties = resource.member("Properties");
    TemplateTags tags = new TemplateTags(intrinsics);
    properties
        .flatMap(at -> at.member("Tags"))
        .ifPresent(value -> tags.addAll(value, Optional.empty()));
    Optional<String> expansion =
        Intrinsics.expansion(resource).or(() -> properties.flatMap(Intrinsics::expansion));
    Prospect prospect =
        Prospect.of(
            deployment.account(),
            deployment.region(),
            name(resource, properties, "Cluster", expansion),
            name(resource, properties, "Service", expansion),
            tags.list(),
            expansion.map(what -> what + " may add tags").or(tags::others));
    taskSets.add(new RequestedTaskSet(id, resource.line(), prospect, Set.of()));
    resource
        .member("Condition")
        .flatMap(condition -> condition.text("the name of a condition"))
        .ifPresent(
            condition ->
                notices.add(
                    "%s (line %d) is created only where the condition %s holds; it is evaluated as if it did."
                        .formatted(id, resource.line(), condition)));
  }

  private Optional<String> name(
      At resource, Optional<At> properties, String property, Optional<String> expansion) {
    Optional<At> value = properties.flatMap(at -> at.member(property));
    if (value.isEmpty() && expansion.isEmpty()) {
      resource.problem("has no property " + property + ", which " + TASK_SET + " requires");
    }
    return value.flatMap(at -> intrinsics.text(at, "a name or an ARN"));
  }
}
