package dev.ecsinventory.normalize;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Source;
import dev.ecsinventory.schema.Source.Api;
import dev.ecsinventory.schema.Source.Derived;
import dev.ecsinventory.schema.Source.Other;
import dev.ecsinventory.schema.Source.Parent;
import dev.ecsinventory.schema.Source.Requested;
import dev.ecsinventory.schema.Source.Snapshot;
import dev.ecsinventory.schema.Source.Stage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * The members of a resource that have no column of their own. A structure that is present and has
 * no member is one of them, because no column of its members shows that it is there.
 */
final class OtherMembers {
  private final Set<String> leftOut;

  /** Paths of members, separated by dots, that have a column. */
  private final Set<String> known = new HashSet<>();

  /** Paths of structures that hold members of {@link #known}. */
  private final Set<String> parents = new HashSet<>();

  private OtherMembers(Set<String> leftOut) {
    this.leftOut = leftOut;
  }

  static OtherMembers of(Dataset dataset, Other source) {
    OtherMembers members = new OtherMembers(source.leftOut());
    dataset.columns().forEach(column -> members.add(path(column)));
    return members;
  }

  private static List<String> path(Column<?> column) {
    Source source = column.source();
    return switch (source) {
      case Api api -> api.path();
      case Requested requested -> requested.path();
      case Derived derived -> derived.path();
      case Parent parent -> List.of();
      case Snapshot snapshot -> List.of();
      case Other other -> List.of();
      case Stage stage -> List.of();
    };
  }

  private void add(List<String> path) {
    for (int length = 1; length < path.size(); length++) {
      parents.add(String.join(".", path.subList(0, length)));
    }
    if (!path.isEmpty()) {
      known.add(String.join(".", path));
    }
  }

  /** The members as the text of one JSON object; null when there is none. */
  String read(SdkPojo resource) {
    ObjectNode members = members(resource, "");
    return members.isEmpty() ? null : ApiJson.text(members);
  }

  private ObjectNode members(SdkPojo shape, String prefix) {
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    for (SdkField<?> field : shape.sdkFields()) {
      Object value = field.getValueOrDefault(shape);
      String path = prefix + field.memberName();
      if (isAbsent(value) || known.contains(path) || isLeftOut(path, value)) {
        continue;
      }
      if (!parents.contains(path)) {
        members.set(field.memberName(), ApiJson.of(field.memberName(), value));
      } else if (value instanceof SdkPojo structure) {
        ObjectNode part = members(structure, path + ".");
        if (!part.isEmpty() || isEmpty(structure)) {
          members.set(field.memberName(), part);
        }
      }
    }
    return members;
  }

  /** An empty list is no content to leave out, and not the same as none. */
  private boolean isLeftOut(String path, Object value) {
    return leftOut.contains(path) && !(value instanceof List<?> list && list.isEmpty());
  }

  private static boolean isEmpty(SdkPojo structure) {
    return structure.sdkFields().stream()
        .allMatch(field -> isAbsent(field.getValueOrDefault(structure)));
  }

  /** Whether a member is absent: the SDK has stand-ins for lists and maps that are not there. */
  static boolean isAbsent(Object value) {
    return value == null
        || value instanceof SdkAutoConstructList
        || value instanceof SdkAutoConstructMap;
  }
}
