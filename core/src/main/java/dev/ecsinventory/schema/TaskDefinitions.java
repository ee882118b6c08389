package dev.ecsinventory.schema;

import static dev.ecsinventory.schema.ColumnType.BOOLEAN;
import static dev.ecsinventory.schema.ColumnType.INTEGER;
import static dev.ecsinventory.schema.ColumnType.STRING;
import static dev.ecsinventory.schema.Source.api;
import static dev.ecsinventory.schema.Source.derived;
import static dev.ecsinventory.schema.Source.stage;

import dev.ecsinventory.model.EcsArn;
import java.util.List;

/**
 * {@code task_definitions}: one row per task definition that was read because a task set that runs
 * it lacks a required tag. The paths are those of DescribeTaskDefinition's response, in which the
 * tags are next to the task definition.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTaskDefinition.html">
 *     DescribeTaskDefinition</a>
 */
public final class TaskDefinitions {
  private static final String ARN = "taskDefinition.taskDefinitionArn";
  private static final Columns COLUMNS = new Columns();

  public static final Column<String> TASK_DEFINITION_ARN =
      COLUMNS.required(
          6, "task_definition_arn", STRING, api(ARN), "ARN of the task definition, with revision.");
  public static final Column<String> TASK_DEFINITION_FAMILY =
      COLUMNS.state(
          7,
          "task_definition_family",
          STRING,
          derived(ARN, EcsArn::familyOf),
          "Family of the task definition.");
  public static final Column<Integer> TASK_DEFINITION_REVISION =
      COLUMNS.state(
          8,
          "task_definition_revision",
          INTEGER,
          derived(ARN, EcsArn::revisionOf),
          "Revision of the task definition; each revision has tags of its own.");
  public static final Column<List<Struct>> TAGS =
      COLUMNS.state(
          9, "tags", Shapes.TAGS, api("tags"), "Tags of the task definition, sorted by key.");
  public static final Column<Boolean> TAGS_KNOWN =
      COLUMNS.required(
          10,
          "tags_known",
          BOOLEAN,
          stage(),
          "Whether the tags were read; false does not affect the status of the snapshot.");

  public static final Dataset DATASET =
      Dataset.of(
          "task_definitions",
          "One row per task definition of a task set that lacks a required tag.",
          COLUMNS,
          TASK_DEFINITION_ARN);

  private TaskDefinitions() {}
}
