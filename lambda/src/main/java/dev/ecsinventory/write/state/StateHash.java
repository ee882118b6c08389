package dev.ecsinventory.write.state;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Column.Role;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.TaskSets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What tells two states of a resource apart. It is kept in place of the state itself, so that what
 * changed is known without reading what did not.
 *
 * @param content differs when a version is to be written
 * @param measures differs when only the current item is
 */
record StateHash(String content, String measures) {
  /** 96 bits: nobody finds a second set of tags with the same hash. */
  private static final int CONTENT_LENGTH = 16;

  /** 48 bits: counts that move by themselves need no more to be seen to have moved. */
  private static final int MEASURES_LENGTH = 8;

  static final int LENGTH = CONTENT_LENGTH + MEASURES_LENGTH;

  private static final Map<String, Map<String, Role>> ROLES = new HashMap<>();

  static {
    for (Dataset dataset : List.of(TaskSets.DATASET, Services.DATASET, Clusters.DATASET)) {
      Map<String, Role> roles = new HashMap<>();
      dataset.columns().forEach(column -> roles.put(column.name(), column.role()));
      ROLES.put(dataset.name(), roles);
    }
  }

  StateHash {
    requireNonNull(content, "content is null");
    requireNonNull(measures, "measures is null");
  }

  /** Of a current item, whether it was just made or read from the table. */
  static StateHash of(Dataset dataset, Map<String, AttributeValue> item) {
    Map<String, Role> roles = ROLES.get(dataset.name());
    StringBuilder content = new StringBuilder();
    StringBuilder measures = new StringBuilder();
    for (Map.Entry<String, AttributeValue> attribute : new TreeMap<>(item).entrySet()) {
      if (!StateItem.BOOKKEEPING.contains(attribute.getKey())) {
        switch (roles.getOrDefault(attribute.getKey(), Role.STATE)) {
          case SNAPSHOT -> {}
          case MEASURE -> append(measures, attribute);
          case STATE, EVALUATED -> append(content, attribute);
        }
      }
    }
    return new StateHash(
        Sha256.compact(content.toString(), CONTENT_LENGTH),
        Sha256.compact(measures.toString(), MEASURES_LENGTH));
  }

  /** Reads what {@link #text} gave. */
  static StateHash parse(String text) {
    return new StateHash(text.substring(0, CONTENT_LENGTH), text.substring(CONTENT_LENGTH, LENGTH));
  }

  String text() {
    return content + measures;
  }

  boolean hasContentOf(StateHash other) {
    return content.equals(other.content);
  }

  private static void append(StringBuilder text, Map.Entry<String, AttributeValue> attribute) {
    append(text, attribute.getKey());
    append(text, attribute.getValue());
  }

  /** With its length before it, so that no two documents read alike. */
  private static void append(StringBuilder text, String value) {
    text.append(value.length()).append(':').append(value);
  }

  private static void append(StringBuilder text, AttributeValue value) {
    text.append(value.type());
    switch (value.type()) {
      case S -> append(text, value.s());
      case N -> append(text, value.n());
      case BOOL -> text.append(value.bool());
      case NUL -> {}
      case L -> {
        text.append(value.l().size());
        value.l().forEach(element -> append(text, element));
      }
      case M -> {
        text.append(value.m().size());
        new TreeMap<>(value.m()).entrySet().forEach(entry -> append(text, entry));
      }
      case SS, NS, BS, B, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("no item of ours has " + value);
    }
  }
}
