package dev.ecsinventory.aws;

import dev.ecsinventory.model.WellFormedText;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.Tag;

/**
 * The list of tags in a response to a request with {@code include=TAGS}. A list that is missing or
 * damaged gives no information: it never means "no tags".
 */
public final class TagList {
  private TagList() {}

  /**
   * Why the tags are not known; empty when they are.
   *
   * @param isPresent whether the response has a list, which may be empty
   */
  public static Optional<String> problem(boolean isPresent, List<Tag> tags) {
    if (!isPresent) {
      return Optional.of("the response has no field tags, so its tags are not known");
    }
    Set<String> keys = new HashSet<>();
    for (Tag tag : tags) {
      if (tag == null || tag.key() == null || tag.key().isEmpty()) {
        return Optional.of("the response has a tag without a key, so its tags are not known");
      }
      // As rows store the keys: two that differ in unpaired surrogates only become equal.
      if (!keys.add(WellFormedText.of(tag.key()))) {
        return Optional.of(
            "the response has the tag key %s twice, so its tags are not known"
                .formatted(tag.key()));
      }
    }
    return Optional.empty();
  }
}
