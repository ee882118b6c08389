package dev.ecsinventory.simulator;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;

/** Collects the field paths of a shape recursively, from the SDK's metadata. */
final class ShapeWalk {
  private ShapeWalk() {}

  /** The paths of all fields of a shape, such as {@code scale.value}. */
  static Set<String> allPaths(SdkPojo shape) {
    Set<String> paths = new TreeSet<>();
    shape.sdkFields().forEach(field -> declared(field, "", paths));
    return paths;
  }

  private static void declared(SdkField<?> field, String prefix, Set<String> paths) {
    String path = prefix + field.locationName();
    paths.add(path);
    SdkField<?> inner = element(field).orElse(field);
    if (inner.marshallingType() == MarshallingType.SDK_POJO) {
      SdkPojo nested = inner.constructor().get();
      nested.sdkFields().forEach(child -> declared(child, path + ".", paths));
    }
  }

  private static Optional<SdkField<?>> element(SdkField<?> field) {
    if (field.marshallingType() != MarshallingType.LIST) {
      return Optional.empty();
    }
    return Optional.of(field.getTrait(ListTrait.class).memberFieldInfo());
  }

  /** The paths of all fields that at least one of the resources uses. */
  static Set<String> usedPaths(Collection<? extends SdkPojo> resources) {
    Set<String> paths = new TreeSet<>();
    resources.forEach(resource -> used(resource, "", paths));
    return paths;
  }

  private static void used(SdkPojo shape, String prefix, Set<String> paths) {
    for (SdkField<?> field : shape.sdkFields()) {
      Object value = field.getValueOrDefault(shape);
      if (value == null || value.equals(List.of()) || value.equals(Map.of())) {
        continue;
      }
      String path = prefix + field.locationName();
      paths.add(path);
      Collection<?> values = value instanceof Collection<?> many ? many : List.of(value);
      for (Object one : values) {
        if (one instanceof SdkPojo nested) {
          used(nested, path + ".", paths);
        }
      }
    }
  }
}
