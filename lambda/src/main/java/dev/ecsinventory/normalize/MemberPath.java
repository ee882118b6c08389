package dev.ecsinventory.normalize;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;

/** A member of a shape, or of a shape within it, by the API's names. */
final class MemberPath {
  private static final Map<Class<?>, Map<String, SdkField<?>>> FIELDS = new ConcurrentHashMap<>();

  private final List<String> members;

  MemberPath(List<String> members) {
    this.members = List.copyOf(members);
  }

  /** The member's value; null when it, or a shape on the way to it, is absent. */
  Object of(SdkPojo shape) {
    Object value = shape;
    for (String member : members) {
      if (value == null) {
        return null;
      }
      value = member((SdkPojo) value, member);
    }
    return value;
  }

  /** The value of one member; the SDK's stand-in for an absent list is null here. */
  static Object member(SdkPojo shape, String member) {
    SdkField<?> field = FIELDS.computeIfAbsent(shape.getClass(), type -> fields(shape)).get(member);
    if (field == null) {
      throw new IllegalStateException(
          shape.getClass().getSimpleName() + " has no member " + member);
    }
    Object value = field.getValueOrDefault(shape);
    return value instanceof SdkAutoConstructList ? null : value;
  }

  private static Map<String, SdkField<?>> fields(SdkPojo shape) {
    return shape.sdkFields().stream()
        .collect(Collectors.toMap(SdkField::memberName, Function.identity()));
  }
}
