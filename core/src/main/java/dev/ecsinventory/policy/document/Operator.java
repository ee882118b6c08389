package dev.ecsinventory.policy.document;

import dev.ecsinventory.policy.text.LocatedValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The operators of a policy on an inherited value.
 *
 * @see <a href="https://docs.aws.amazon.com/organizations/latest/userguide/policy-operators.html">
 *     Inheritance operators</a>
 */
enum Operator {
  ASSIGN("@@assign"),
  APPEND("@@append"),
  REMOVE("@@remove");

  /** The operator that limits which of the others child policies may use. */
  static final String CONTROL = "@@operators_allowed_for_child_policies";

  private static final String EVERY = "@@all";
  private static final String NO = "@@none";

  final String text;

  Operator(String text) {
    this.text = text;
  }

  static Set<Operator> all() {
    return EnumSet.allOf(Operator.class);
  }

  static List<String> texts() {
    return Stream.concat(Arrays.stream(values()).map(operator -> operator.text), Stream.of(CONTROL))
        .toList();
  }

  /** The operators that the list of a control at {@code location} allows. */
  static Set<Operator> allowedAt(LocatedValue location) {
    Set<Operator> allowed = EnumSet.noneOf(Operator.class);
    List<LocatedValue> items = location.items(accepted());
    if (location.isArray() && items.isEmpty()) {
      location.reject(accepted());
    }
    for (LocatedValue item : items) {
      String text = item.text(accepted()).orElse(NO);
      switch (text) {
        case EVERY -> allowed.addAll(all());
        case NO -> rejectUnlessAlone(item, items);
        default -> named(text).ifPresentOrElse(allowed::add, () -> item.reject(accepted()));
      }
    }
    return allowed;
  }

  private static void rejectUnlessAlone(LocatedValue item, List<LocatedValue> items) {
    if (item.isText() && items.size() > 1) {
      item.problem("@@none is combined with other operators; accepted is @@none alone");
    }
  }

  private static Optional<Operator> named(String text) {
    return Arrays.stream(values()).filter(operator -> operator.text.equals(text)).findFirst();
  }

  private static String accepted() {
    return "a list of "
        + Stream.concat(
                Stream.of(EVERY, NO), Arrays.stream(values()).map(operator -> operator.text))
            .collect(Collectors.joining(", "));
  }
}
