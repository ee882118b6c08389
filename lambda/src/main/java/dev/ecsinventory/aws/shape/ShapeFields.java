package dev.ecsinventory.aws.shape;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** The fields of a shape that are present, by the API's names. */
public final class ShapeFields {
  private ShapeFields() {}

  /** Whether a field is absent: the SDK has placeholders for absent lists and maps. */
  public static boolean isAbsent(Object value) {
    return value == null
        || value instanceof SdkAutoConstructList
        || value instanceof SdkAutoConstructMap;
  }

  /** Calls {@code consumer} with the name and the value of each present field. */
  public static void forEach(SdkPojo shape, BiConsumer<String, Object> consumer) {
    find(
        shape,
        (name, value) -> {
          consumer.accept(name, value);
          return Optional.empty();
        });
  }

  /** The first result of {@code search} over the present fields. */
  public static <T> Optional<T> find(
      SdkPojo shape, BiFunction<String, Object, Optional<T>> search) {
    for (SdkField<?> field : shape.sdkFields()) {
      Object value = field.getValueOrDefault(shape);
      Optional<T> found =
          isAbsent(value) ? Optional.empty() : search.apply(field.memberName(), value);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
