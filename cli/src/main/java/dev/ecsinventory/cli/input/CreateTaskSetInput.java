package dev.ecsinventory.cli.input;

import dev.ecsinventory.policy.document.Prospect;
import dev.ecsinventory.policy.document.Prospect.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.ecs.model.CreateTaskSetRequest;

/**
 * A request of CreateTaskSet, as {@code aws ecs create-task-set --cli-input-json} or {@code
 * --cli-input-yaml} takes it.
 */
final class CreateTaskSetInput {
  private static final Set<String> MEMBERS =
      CreateTaskSetRequest.builder().build().sdkFields().stream()
          .map(SdkField::locationName)
          .collect(Collectors.toUnmodifiableSet());

  private static final List<String> REQUIRED = List.of("service", "cluster", "taskDefinition");

  private CreateTaskSetInput() {}

  static boolean isMeantBy(At root) {
    return MEMBERS.stream().anyMatch(member -> root.member(member).isPresent());
  }

  static Requested read(At root, DeploymentFacts deployment) {
    Map<String, At> members = root.members("a request of CreateTaskSet");
    members.forEach(
        (name, value) -> {
          if (!MEMBERS.contains(name)) {
            value.problem("is no member of CreateTaskSet's request");
          }
        });
    for (String name : REQUIRED) {
      if (root.member(name).isEmpty()) {
        root.problem("has no \"" + name + "\", which CreateTaskSet requires");
      }
    }
    root.member("taskDefinition").ifPresent(value -> value.words("a task definition"));
    Prospect prospect =
        Prospect.of(
            deployment.account(),
            deployment.region(),
            name(root, "cluster"),
            name(root, "service"),
            root.member("tags").map(CreateTaskSetInput::tags).orElse(List.of()),
            Optional.empty());
    return new Requested(
        Requested.Kind.REQUEST,
        List.of(new RequestedTaskSet("CreateTaskSet", root.line(), prospect, Set.of())),
        List.of(),
        List.of());
  }

  private static Optional<String> name(At root, String member) {
    return root.member(member).flatMap(value -> value.words("a name or an ARN"));
  }

  private static List<Tag> tags(At tags) {
    RequestTags read = new RequestTags();
    for (At tag : tags.items("a list of tags")) {
      Map<String, At> members = tag.members("a tag: {\"key\": …, \"value\": …}");
      members.keySet().stream()
          .filter(name -> !name.equals("key") && !name.equals("value"))
          .forEach(name -> members.get(name).problem("is no member of a tag"));
      At key = members.get("key");
      if (key == null && tag.isMapping()) {
        tag.problem("has no \"key\"");
      }
      // To AWS, a tag without a value is one with the empty value.
      Optional<String> value =
          tag.member("value").map(at -> at.text("a tag value")).orElse(Optional.of(""));
      if (key != null && value.isPresent()) {
        key.text("a tag key").ifPresent(text -> read.add(key, Tag.of(text, value.get())));
      }
    }
    return read.list();
  }
}
