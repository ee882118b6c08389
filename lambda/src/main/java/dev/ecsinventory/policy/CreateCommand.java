package dev.ecsinventory.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.ColumnType;
import dev.ecsinventory.schema.ColumnType.BooleanType;
import dev.ecsinventory.schema.ColumnType.DoubleType;
import dev.ecsinventory.schema.ColumnType.Field;
import dev.ecsinventory.schema.ColumnType.IntegerType;
import dev.ecsinventory.schema.ColumnType.ListType;
import dev.ecsinventory.schema.ColumnType.StringType;
import dev.ecsinventory.schema.ColumnType.StructType;
import dev.ecsinventory.schema.ColumnType.TimestampType;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Source;
import dev.ecsinventory.schema.Struct;
import dev.ecsinventory.schema.TaskSets;
import java.util.List;
import java.util.Optional;

/**
 * The command that creates a task set anew, as it is but for tags that comply. The input is one
 * JSON argument, in which everything that a shell or a terminal could take for more than text is
 * escaped: tags are what anybody wrote.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateTaskSet.html">
 *     CreateTaskSet</a>
 */
final class CreateCommand {
  /** Only services of this controller take task sets from whoever asks. */
  private static final String EXTERNAL = "EXTERNAL";

  /** What CreateTaskSet takes, under the names by which DescribeTaskSets gives it. */
  private static final List<Column<?>> SAME_MEMBERS =
      List.of(
          TaskSets.EXTERNAL_ID,
          TaskSets.TASK_DEFINITION_ARN,
          TaskSets.LAUNCH_TYPE,
          TaskSets.PLATFORM_VERSION,
          TaskSets.CAPACITY_PROVIDER_STRATEGY,
          TaskSets.SUBNETS,
          TaskSets.SECURITY_GROUPS,
          TaskSets.ASSIGN_PUBLIC_IP,
          TaskSets.LOAD_BALANCERS,
          TaskSets.SERVICE_REGISTRIES,
          TaskSets.SCALE_VALUE,
          TaskSets.SCALE_UNIT);

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private CreateCommand() {}

  /** The command; empty where the service takes no task sets but from its deployment system. */
  static Optional<String> of(Row taskSet, List<Finding> findings, Lineage lineage) {
    if (!EXTERNAL.equals(taskSet.get(TaskSets.DEPLOYMENT_CONTROLLER))) {
      return Optional.empty();
    }
    ObjectNode input = NODES.objectNode();
    input.put("cluster", taskSet.get(TaskSets.CLUSTER_ARN));
    input.put("service", taskSet.get(TaskSets.SERVICE_ARN));
    for (Column<?> column : SAME_MEMBERS) {
      Object value = taskSet.get(column);
      if (value != null && !List.of().equals(value)) {
        put(input, column, value);
      }
    }
    ArrayNode tags = input.putArray("tags");
    CompliantTags.of(Tags.of(taskSet), findings, lineage)
        .forEach((key, value) -> tags.addObject().put("key", key).put("value", value));
    return Optional.of(
        "aws ecs create-task-set --region "
            + taskSet.get(TaskSets.DATASET.region())
            + " --cli-input-json '"
            + escaped(input)
            + "'");
  }

  private static String escaped(ObjectNode input) {
    try {
      return MAPPER.writeValueAsString(input).replace("'", "\\u0027");
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree could not be written as JSON", impossible);
    }
  }

  private static void put(ObjectNode input, Column<?> column, Object value) {
    if (!(column.source() instanceof Source.Api(List<String> path))) {
      throw new IllegalStateException(column.name() + " is no member of the API's task set");
    }
    ObjectNode parent = input;
    for (String member : path.subList(0, path.size() - 1)) {
      parent = parent.withObject("/" + member);
    }
    parent.set(path.getLast(), json(column.type(), value));
  }

  private static JsonNode json(ColumnType<?> type, Object value) {
    return switch (type) {
      case StringType text -> NODES.textNode((String) value);
      case IntegerType number -> NODES.numberNode((Integer) value);
      case DoubleType number -> NODES.numberNode((Double) value);
      case BooleanType flag -> NODES.booleanNode((Boolean) value);
      case TimestampType timestamp -> NODES.textNode(value.toString());
      case ListType<?> list -> {
        ArrayNode items = NODES.arrayNode();
        ((List<?>) value).forEach(item -> items.add(json(list.element(), item)));
        yield items;
      }
      case StructType struct -> {
        ObjectNode members = NODES.objectNode();
        for (int index = 0; index < struct.fields().size(); index++) {
          Field field = struct.fields().get(index);
          Object member = ((Struct) value).value(index);
          if (member != null) {
            members.set(field.member(), json(field.type(), member));
          }
        }
        yield members;
      }
    };
  }
}
