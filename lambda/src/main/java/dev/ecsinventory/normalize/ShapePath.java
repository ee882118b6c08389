package dev.ecsinventory.normalize;

import java.util.List;
import software.amazon.awssdk.core.SdkPojo;

/** A field of a shape, or of a nested shape, by the API's names. */
final class ShapePath {
  private final ShapeField[] members;

  ShapePath(List<String> names) {
    members = names.stream().map(ShapeField::new).toArray(ShapeField[]::new);
  }

  /** The field's value; null when the field, or a shape on its path, is absent. */
  Object of(SdkPojo shape) {
    Object value = shape;
    for (ShapeField member : members) {
      if (value == null) {
        return null;
      }
      value = member.of((SdkPojo) value);
    }
    return value;
  }
}
