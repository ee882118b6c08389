package dev.ecsinventory.aws;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** Finds null entries in the lists of a response, which stand for something that is not known. */
final class NullEntries {
  private NullEntries() {}

  /**
   * The member, at any depth, whose list has a null entry. The tags are left out, and so are the
   * task sets: unlike other members, these can be unknown while everything else is known.
   */
  static Optional<String> in(SdkPojo shape) {
    for (SdkField<?> field : shape.sdkFields()) {
      Object value = field.getValueOrDefault(shape);
      if (value instanceof SdkPojo nested) {
        Optional<String> found = in(nested);
        if (found.isPresent()) {
          return found;
        }
      } else if (value instanceof List<?> list && !list.isEmpty() && !isLeftOut(field)) {
        Optional<String> found = in(field.memberName(), list);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isLeftOut(SdkField<?> field) {
    return field.memberName().equals("tags") || field.memberName().equals("taskSets");
  }

  private static Optional<String> in(String member, List<?> list) {
    for (Object entry : list) {
      if (entry == null) {
        return Optional.of(member);
      }
      if (entry instanceof SdkPojo nested) {
        Optional<String> found = in(nested);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }
}
