package dev.ecsinventory.cli.input;

import dev.ecsinventory.policy.document.Prospect.Tag;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tags of a resource that a plan creates: {@code tags_all}, which has the provider's {@code
 * default_tags}, or, where that is not known, {@code tags}.
 *
 * @param others why there may be tags that are not among {@code tags}
 */
record PlanTags(List<Tag> tags, Optional<String> others, Set<String> secretKeys) {
  private static final String ALL = "tags_all";
  private static final String OWN = "tags";
  private static final String NOT_KNOWN = "its value is known after apply";

  /** Reads a change: what is planned, what is not known of it, and what must not be shown. */
  static PlanTags of(At change) {
    Optional<At> unknown = change.member("after_unknown");
    boolean allUnknown = PlanInput.isTrue(unknown.flatMap(at -> at.member(ALL)));
    String attribute =
        !allUnknown && change.member("after").flatMap(at -> at.member(ALL)).isPresent() ? ALL : OWN;
    boolean attributeUnknown = PlanInput.isTrue(unknown.flatMap(at -> at.member(attribute)));
    Optional<String> others =
        attributeUnknown
            ? Optional.of("the tags are known after apply")
            : allUnknown
                ? Optional.of("tags_all, with the provider's default_tags, is known after apply")
                : Optional.empty();
    change
        .member("after")
        .flatMap(at -> at.member(attribute))
        .filter(at -> !at.isMapping())
        .ifPresent(at -> at.problem("accepted is an object of tags"));
    RequestTags tags = new RequestTags();
    entries(change, "after", attribute)
        .forEach(
            (key, value) -> {
              if (!value.isNull()) {
                value.text("a tag value").ifPresent(text -> tags.add(value, Tag.of(key, text)));
              }
            });
    entries(change, "after_unknown", attribute)
        .forEach(
            (key, value) -> {
              if (PlanInput.isTrue(Optional.of(value))) {
                tags.add(value, new Tag(key, Optional.empty(), true, Optional.of(NOT_KNOWN)));
              }
            });
    return new PlanTags(tags.list(), others, secretKeys(change, tags.list()));
  }

  private static Map<String, At> entries(At change, String part, String attribute) {
    return change
        .member(part)
        .flatMap(at -> at.member(attribute))
        .filter(At::isMapping)
        .map(at -> at.members("an object of tags"))
        .orElse(Map.of());
  }

  /**
   * The keys of either attribute: the provider computes {@code tags_all} from {@code tags}, and
   * Terraform does not mark the copy as sensitive.
   */
  private static Set<String> secretKeys(At change, List<Tag> tags) {
    Set<String> keys = new HashSet<>();
    Optional<At> sensitive = change.member("after_sensitive");
    for (String attribute : List.of(ALL, OWN)) {
      if (PlanInput.isTrue(sensitive)
          || PlanInput.isTrue(sensitive.flatMap(at -> at.member(attribute)))) {
        tags.forEach(tag -> keys.add(tag.key()));
      }
      entries(change, "after_sensitive", attribute)
          .forEach(
              (key, value) -> {
                if (PlanInput.isTrue(Optional.of(value))) {
                  keys.add(key);
                }
              });
    }
    return keys;
  }
}
