package dev.ecsinventory.normalize;

import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;

/**
 * One member of a shape, by the API's name. A member is asked of the same shape again and again, so
 * it remembers the SDK's field for it.
 */
final class ShapeField {
  private final String name;
  private volatile Found found = new Found(null, null);

  ShapeField(String name) {
    this.name = name;
  }

  /** The value; the SDK's stand-in for an absent list is null here. */
  Object of(SdkPojo shape) {
    Found known = found;
    if (known.shape() != shape.getClass()) {
      known = find(shape);
      found = known;
    }
    Object value = known.field().getValueOrDefault(shape);
    return value instanceof SdkAutoConstructList ? null : value;
  }

  private Found find(SdkPojo shape) {
    for (SdkField<?> field : shape.sdkFields()) {
      if (field.memberName().equals(name)) {
        return new Found(shape.getClass(), field);
      }
    }
    throw new IllegalStateException(shape.getClass().getSimpleName() + " has no member " + name);
  }

  private record Found(Class<?> shape, SdkField<?> field) {}
}
