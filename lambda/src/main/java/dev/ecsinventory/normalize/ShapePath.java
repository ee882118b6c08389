package dev.ecsinventory.normalize;

import java.util.List;
import software.amazon.awssdk.core.SdkPojo;

/** A member of a shape, or of a shape within it, by the API's names. */
final class ShapePath {
  private final ShapeField[] members;

  ShapePath(List<String> names) {
    members = names.stream().map(ShapeField::new).toArray(ShapeField[]::new);
  }

  /** The member's value; null when it, or a shape on the way to it, is absent. */
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
