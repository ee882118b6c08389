package dev.ecsinventory.policy.document;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.policy.text.LocatedValue;
import dev.ecsinventory.policy.text.TagText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A decision to accept violations for a time. A waived violation retains its row, and does not make
 * its task set non-compliant.
 *
 * @param tags tag keys, in any case; an empty set means every tag
 * @param reason why violations are accepted
 * @param owner the responsible person or team
 * @param expires the last day, in UTC, on which it applies
 */
public record Waiver(
    RuleScope scope, SortedSet<String> tags, String reason, String owner, LocalDate expires) {
  static final String SCOPE = "scope";
  static final String TAGS = "tags";
  static final String REASON = "reason";
  static final String OWNER = "owner";
  static final String EXPIRES = "expires";

  /** Of the waivers that apply to a violation, the last in this order is shown. */
  public static final Comparator<Waiver> LONGEST_LAST =
      Comparator.comparing(Waiver::expires)
          .thenComparing(Waiver::reason)
          .thenComparing(Waiver::owner);

  public Waiver {
    requireNonNull(scope, "scope is null");
    tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
    requireNonNull(reason, "reason is null");
    requireNonNull(owner, "owner is null");
    requireNonNull(expires, "expires is null");
  }

  /**
   * Reads the waiver at {@code location}; empty, after reporting the problems, if it is invalid.
   */
  static Optional<Waiver> read(LocatedValue location) {
    Map<String, LocatedValue> fields =
        location.fields("a waiver", List.of(SCOPE, TAGS, REASON, OWNER, EXPIRES));
    Optional<String> reason =
        words(location, fields, REASON, "the reason why the violation is accepted");
    Optional<String> owner =
        words(location, fields, OWNER, "the person or team that is responsible for it");
    Optional<LocalDate> expires =
        words(location, fields, EXPIRES, "the last day on which it applies, such as 2026-12-31")
            .flatMap(text -> day(fields.get(EXPIRES), text));
    RuleScope scope =
        fields.containsKey(SCOPE) ? RuleScope.read(fields.get(SCOPE)) : RuleScope.EVERYTHING;
    SortedSet<String> tags = tags(fields.get(TAGS));
    return reason.isPresent() && owner.isPresent() && expires.isPresent()
        ? Optional.of(new Waiver(scope, tags, reason.get(), owner.get(), expires.get()))
        : Optional.empty();
  }

  private static Optional<String> words(
      LocatedValue location, Map<String, LocatedValue> fields, String key, String accepted) {
    LocatedValue field = fields.get(key);
    if (field == null && location.isObject()) {
      location.problem("has no \"" + key + "\"; accepted is " + accepted);
    }
    return field == null ? Optional.empty() : field.words(accepted);
  }

  private static Optional<LocalDate> day(LocatedValue location, String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException notADay) {
      location.reject("a day, such as 2026-12-31");
      return Optional.empty();
    }
  }

  private static SortedSet<String> tags(LocatedValue location) {
    SortedSet<String> tags = new TreeSet<>();
    if (location == null) {
      return tags;
    }
    for (LocatedValue item : location.items("a list of tag keys")) {
      Optional<String> key = item.text("a tag key");
      key.flatMap(TagText::keyProblem).ifPresent(item::problem);
      key.ifPresent(tags::add);
    }
    if (location.isArray() && location.value().isEmpty()) {
      location.problem("is empty and would waive nothing; leave it out to waive every tag");
    }
    return tags;
  }

  /** The first instant at which it does not apply any more. */
  public Instant endsAt() {
    return expires.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  public boolean covers(String tagKey) {
    return tags.isEmpty() || tags.stream().anyMatch(tagKey::equalsIgnoreCase);
  }
}
