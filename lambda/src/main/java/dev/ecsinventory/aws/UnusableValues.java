package dev.ecsinventory.aws;

import dev.ecsinventory.aws.shape.ShapeFields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Finds values in a response that a row cannot hold: null entries in lists, which represent unknown
 * elements; numbers that are not finite, which JSON cannot express; and times outside the years
 * that ISO 8601 writes with four digits.
 */
public final class UnusableValues {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  private UnusableValues() {}

  /** Whether a row can hold {@code value}, which is not null, in each of its formats. */
  public static boolean isUsable(Object value) {
    return switch (value) {
      case Double number -> Double.isFinite(number);
      case Float number -> Float.isFinite(number);
      case Instant time -> !time.isBefore(FIRST) && time.isBefore(END);
      default -> true;
    };
  }

  /**
   * The first such value at any depth, as a clause of a message. The tags are left out, and so are
   * the task sets: unlike other fields, these can be unknown while everything else is known.
   */
  public static Optional<String> in(SdkPojo shape) {
    return ShapeFields.find(shape, UnusableValues::in);
  }

  private static Optional<String> in(String member, Object value) {
    if (value instanceof SdkPojo nested) {
      return in(nested);
    }
    if (value instanceof List<?> list) {
      return isLeftOut(member) ? Optional.empty() : in(member, list);
    }
    return isUsable(value)
        ? Optional.empty()
        : Optional.of("the field %s has the unusable value %s".formatted(member, value));
  }

  private static boolean isLeftOut(String member) {
    return member.equals("tags") || member.equals("taskSets");
  }

  private static Optional<String> in(String member, List<?> list) {
    for (Object entry : list) {
      Optional<String> found =
          entry == null
              ? Optional.of("the list " + member + " has a null entry")
              : in(member, entry);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
