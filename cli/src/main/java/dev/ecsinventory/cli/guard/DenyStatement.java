package dev.ecsinventory.cli.guard;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A statement that denies {@code ecs:CreateTaskSet} when all of its conditions hold.
 *
 * @param purpose what it denies, in letters: the beginning of its {@code Sid}
 * @param conditions one for each operator and key
 */
record DenyStatement(String purpose, List<IamCondition> conditions) {
  /** A part of each statement's line in a document. */
  static final String MARK = "\"Effect\":\"Deny\",\"Action\":\"ecs:CreateTaskSet\"";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  DenyStatement {
    requireNonNull(purpose, "purpose is null");
    conditions = List.copyOf(conditions);
  }

  DenyStatement(String purpose) {
    this(purpose, List.of());
  }

  DenyStatement and(IamCondition condition) {
    List<IamCondition> all = new ArrayList<>(conditions);
    for (int index = 0; index < all.size(); index++) {
      IamCondition present = all.get(index);
      if (present.operator().equals(condition.operator())
          && present.key().equals(condition.key())) {
        all.set(index, present.and(condition));
        return new DenyStatement(purpose, all);
      }
    }
    all.add(condition);
    return new DenyStatement(purpose, all);
  }

  DenyStatement and(List<IamCondition> more) {
    DenyStatement statement = this;
    for (IamCondition condition : more) {
      statement = statement.and(condition);
    }
    return statement;
  }

  /** As JSON; {@code number} makes its {@code Sid} unique in the document. */
  ObjectNode json(int number) {
    ObjectNode json = NODES.objectNode();
    json.put("Sid", purpose + number)
        .put("Effect", "Deny")
        .put("Action", "ecs:CreateTaskSet")
        .put("Resource", "*");
    ObjectNode operators = json.putObject("Condition");
    for (IamCondition condition : conditions) {
      ObjectNode keys = operators.withObjectProperty(condition.operator());
      if (condition.values().size() == 1) {
        keys.put(condition.key(), condition.values().first());
      } else {
        ArrayNode values = keys.putArray(condition.key());
        condition.values().forEach(values::add);
      }
    }
    return json;
  }
}
