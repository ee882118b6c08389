package dev.ecsinventory.normalize;

import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;

/**
 * A field of an SDK shape, by the API's name. It caches the SDK's field object, because it reads
 * the same shape repeatedly.
 */
final class ShapeField {
  private final String name;
  private volatile Found found = new Found(null, null);

  ShapeField(String name) {
    this.name = name;
  }

  /** The value; null also for the SDK's placeholder of an absent list. */
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
