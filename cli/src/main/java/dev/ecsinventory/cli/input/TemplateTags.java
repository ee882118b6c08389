package dev.ecsinventory.cli.input;

import dev.ecsinventory.policy.document.Prospect.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The property {@code Tags} of a resource in a CloudFormation template. */
final class TemplateTags {
  private static final int BRANCHES_OF_IF = 3;

  private final Intrinsics intrinsics;
  private final RequestTags tags = new RequestTags();
  private Optional<String> others = Optional.empty();

  TemplateTags(Intrinsics intrinsics) {
    this.intrinsics = intrinsics;
  }

  List<Tag> list() {
    return tags.list();
  }

  /** Why there may be tags that are not in {@link #list}. */
  Optional<String> others() {
    return others;
  }

  /** Adds the tags of a list, each of which, or all of which, a function may give. */
  void addAll(At value, Optional<String> doubt) {
    Optional<String> function = Intrinsics.function(value);
    if (function.equals(Optional.of(Intrinsics.IF))) {
      branches(value).forEach(branch -> addAll(branch, Optional.of(Intrinsics.notKnown(value))));
    } else if (function.isPresent()) {
      addOthers(value);
    } else if (Intrinsics.expansion(value).isPresent()) {
      addExpansion(value);
    } else {
      value.items("a list of tags").forEach(tag -> add(tag, doubt));
    }
  }

  private void add(At tag, Optional<String> doubt) {
    Optional<String> function = Intrinsics.function(tag);
    if (function.equals(Optional.of(Intrinsics.IF))) {
      branches(tag).forEach(branch -> add(branch, Optional.of(Intrinsics.notKnown(tag))));
    } else if (function.isPresent()) {
      addOthers(tag);
    } else if (Intrinsics.expansion(tag).isPresent()) {
      addExpansion(tag);
    } else {
      addPlain(tag, doubt);
    }
  }

  private void addPlain(At tag, Optional<String> doubt) {
    Map<String, At> members = tag.members("a tag: Key and Value");
    members.keySet().stream()
        .filter(name -> !name.equals("Key") && !name.equals("Value"))
        .forEach(
            name -> members.get(name).problem("is no member of a tag; accepted are Key, Value"));
    At key = members.get("Key");
    if (key == null) {
      if (tag.isMapping()) {
        tag.problem("has no Key");
      }
      return;
    }
    Optional<String> text = intrinsics.text(key, "a tag key");
    if (text.isEmpty()) {
      addOthers(key);
      return;
    }
    At value = members.get("Value");
    Optional<String> known =
        value == null ? Optional.of("") : intrinsics.text(value, "a tag value");
    Optional<String> notKnown =
        doubt.or(
            () -> known.isPresent() ? Optional.empty() : Optional.of(Intrinsics.notKnown(value)));
    tags.add(key, new Tag(text.get(), known, doubt.isEmpty(), notKnown));
  }

  /** The branches that are not AWS::NoValue. */
  private static List<At> branches(At value) {
    List<At> arguments =
        value
            .member(Intrinsics.IF)
            .map(list -> list.items("a condition and two values"))
            .orElse(List.of());
    if (arguments.size() != BRANCHES_OF_IF) {
      value.problem("accepted are a condition and two values");
      return List.of();
    }
    return arguments.subList(1, BRANCHES_OF_IF).stream()
        .filter(branch -> !isNoValue(branch))
        .toList();
  }

  private static boolean isNoValue(At branch) {
    return branch
        .member(Intrinsics.REF)
        .filter(name -> name.node() instanceof Node.Scalar)
        .map(name -> ((Node.Scalar) name.node()).text())
        .equals(Optional.of(Intrinsics.NO_VALUE));
  }

  private void addExpansion(At value) {
    others = others.or(() -> Intrinsics.expansion(value).map(what -> what + " may add tags"));
  }

  private void addOthers(At value) {
    if (!isNoValue(value)) {
      others = others.or(() -> Optional.of(Intrinsics.notKnown(value)));
    }
  }
}
