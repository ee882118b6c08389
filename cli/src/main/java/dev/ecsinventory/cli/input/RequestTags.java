package dev.ecsinventory.cli.input;

import dev.ecsinventory.policy.document.Prospect.Tag;
import dev.ecsinventory.policy.text.TagText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects the tags of a request, and notes those that AWS does not accept. */
final class RequestTags {
  /** ECS accepts no more. */
  private static final int MOST_TAGS = 50;

  private final List<Tag> tags = new ArrayList<>();
  private final Set<String> certainKeys = new HashSet<>();

  /** Adds a tag whose key is at {@code place}. */
  void add(At place, Tag tag) {
    TagText.keyProblem(tag.key()).ifPresent(place::problem);
    tag.value().flatMap(TagText::valueProblem).ifPresent(place::problem);
    if (tag.certain() && !certainKeys.add(tag.key())) {
      place.problem("\"" + tag.key() + "\" is the key of two tags; accepted is one");
    }
    if (certainKeys.size() == MOST_TAGS + 1) {
      place.problem("is one tag too many; accepted are " + MOST_TAGS);
    }
    tags.add(tag);
  }

  List<Tag> list() {
    return List.copyOf(tags);
  }
}
