package dev.ecsinventory.cli.past.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.model.EcsArn;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskDefinitions;

/**
 * {@code DescribeTaskDefinition}, as far as a snapshot has it: ARN, family, revision and tags of
 * the task definitions that were read, which are those whose task sets lack a required tag.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTaskDefinition.html">
 *     DescribeTaskDefinition</a>
 */
final class TaskDefinitionOperations {
  private static final ApiDocument DOCUMENT = new ApiDocument(TaskDefinitions.DATASET);

  private TaskDefinitionOperations() {}

  static ObjectNode describe(Call call) {
    boolean tags = call.input().includesTags();
    String identifier =
        call.input()
            .text("taskDefinition")
            .filter(text -> !text.isBlank())
            .orElseThrow(() -> EcsError.invalidParameter("TaskDefinition can not be blank."));
    String arn =
        identifier.startsWith("arn:")
            ? identifier
            : call.region().accountRegion().ecsArn("task-definition/" + identifier);
    if (EcsArn.revisionOf(arn) == null) {
      throw EcsError.notInSnapshot(
          "The newest revision of a family is not in a snapshot; name a revision, such as %s:1."
              .formatted(EcsArn.familyOf(arn)));
    }
    Row row =
        call.region()
            .taskDefinition(arn)
            .filter(found -> found.get(TaskDefinitions.TAGS_KNOWN))
            .orElseThrow(() -> notRead(call, arn));
    ObjectNode response = DOCUMENT.of(row);
    response
        .withObjectProperty("taskDefinition")
        .put("family", row.get(TaskDefinitions.TASK_DEFINITION_FAMILY))
        .put("revision", row.get(TaskDefinitions.TASK_DEFINITION_REVISION));
    if (!tags) {
      response.remove("tags");
    }
    return response;
  }

  private static EcsError notRead(Call call, String arn) {
    return EcsError.notInSnapshot(
        ("Task definition %s was not read by snapshot %s: a snapshot has only those whose task sets"
                + " lack a required tag.")
            .formatted(arn, call.snapshot()));
  }
}
