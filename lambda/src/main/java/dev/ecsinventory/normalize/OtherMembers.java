package dev.ecsinventory.normalize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.aws.shape.ShapeFields;
import dev.ecsinventory.aws.shape.ShapeJson;
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
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The members of a resource that have no column of their own. A structure that is present and has
 * no member is one of them, because no column of its members shows that it is there.
 */
final class OtherMembers {
  /** Members are in the order of their names, so that the same values give the same text. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

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
    return members.isEmpty() ? null : text(members);
  }

  private static String text(ObjectNode members) {
    try {
      return MAPPER.writeValueAsString(members);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private ObjectNode members(SdkPojo shape, String prefix) {
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    ShapeFields.forEach(
        shape,
        (name, value) -> {
          String path = prefix + name;
          if (!known.contains(path) && !isLeftOut(path, value)) {
            member(path, name, value).ifPresent(member -> members.set(name, member));
          }
        });
    return members;
  }

  private Optional<JsonNode> member(String path, String name, Object value) {
    if (!parents.contains(path)) {
      return Optional.of(ShapeJson.SORTED.of(name, value));
    }
    if (value instanceof SdkPojo structure) {
      ObjectNode part = members(structure, path + ".");
      boolean hasFields =
          ShapeFields.find(structure, (field, content) -> Optional.of(content)).isPresent();
      return part.isEmpty() && hasFields ? Optional.empty() : Optional.of(part);
    }
    return Optional.empty();
  }

  /** An empty list is no content to leave out, and not the same as none. */
  private boolean isLeftOut(String path, Object value) {
    return leftOut.contains(path) && !(value instanceof List<?> list && list.isEmpty());
  }
}
