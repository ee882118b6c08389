package dev.ecsinventory.normalize;

import java.util.List;
import software.amazon.awssdk.core.SdkPojo;

/** A field of a shape, or of a nested shape, by the API's names. */
final class MemberPath {
  private final Member[] members;

  MemberPath(List<String> names) {
    members = names.stream().map(Member::new).toArray(Member[]::new);
  }

  /** The field's value; null when the field, or a shape on its path, is absent. */
  Object of(SdkPojo shape) {
    Object value = shape;
    for (Member member : members) {
      if (value == null) {
        return null;
      }
      value = member.of((SdkPojo) value);
    }
    return value;
  }
}
