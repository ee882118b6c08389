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
 * A hash of a resource's state. The digest stores it in place of the state itself, so that changes
 * are detected without reading unchanged items.
 *
 * @param content changes when a version must be written
 * @param measures changes when only the current item must be written
 */
record StateHash(String content, String measures) {
  /** 96 bits: a second set of tags with the same hash cannot be found in practice. */
  private static final int CONTENT_LENGTH = 16;

  /** 48 bits are sufficient to detect changed counts. */
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

  /** The hash of a current item, whether it is new or was read from the table. */
  static StateHash of(Dataset dataset, Map<String, AttributeValue> item) {
    Map<String, Role> roles = ROLES.get(dataset.name());
    StringBuilder content = new StringBuilder();
    StringBuilder measures = new StringBuilder();
    for (Map.Entry<String, AttributeValue> attribute : new TreeMap<>(item).entrySet()) {
      if (!StateItem.BOOKKEEPING.contains(attribute.getKey())) {
        switch (roles.getOrDefault(attribute.getKey(), Role.STATE)) {
          case SNAPSHOT, DETAIL -> {}
          case MEASURE -> append(measures, attribute);
          case STATE, EVALUATED -> append(content, attribute);
        }
      }
    }
    return new StateHash(
        Sha256.compact(content.toString(), CONTENT_LENGTH),
        Sha256.compact(measures.toString(), MEASURES_LENGTH));
  }

  /** Parses the text that {@link #text} returns. */
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

  /** Appends the length first, so that two different documents never have the same text. */
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
          throw new IllegalArgumentException("no item of this table has " + value);
    }
  }
}
