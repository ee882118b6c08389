package dev.ecsinventory.policy.document;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.policy.text.Place;
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

  /** Reads the waiver at {@code place}; empty, after reporting the problems, if it is invalid. */
  static Optional<Waiver> read(Place place) {
    Map<String, Place> members =
        place.members("a waiver", List.of(SCOPE, TAGS, REASON, OWNER, EXPIRES));
    Optional<String> reason =
        words(place, members, REASON, "the reason why the violation is accepted");
    Optional<String> owner =
        words(place, members, OWNER, "the person or team that is responsible for it");
    Optional<LocalDate> expires =
        words(place, members, EXPIRES, "the last day on which it applies, such as 2026-12-31")
            .flatMap(text -> day(members.get(EXPIRES), text));
    RuleScope scope =
        members.containsKey(SCOPE) ? RuleScope.read(members.get(SCOPE)) : RuleScope.EVERYTHING;
    SortedSet<String> tags = tags(members.get(TAGS));
    return reason.isPresent() && owner.isPresent() && expires.isPresent()
        ? Optional.of(new Waiver(scope, tags, reason.get(), owner.get(), expires.get()))
        : Optional.empty();
  }

  private static Optional<String> words(
      Place place, Map<String, Place> members, String key, String accepted) {
    Place member = members.get(key);
    if (member == null && place.isObject()) {
      place.problem("has no \"" + key + "\"; accepted is " + accepted);
    }
    return member == null ? Optional.empty() : member.words(accepted);
  }

  private static Optional<LocalDate> day(Place place, String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException notADay) {
      place.refuse("a day, such as 2026-12-31");
      return Optional.empty();
    }
  }

  private static SortedSet<String> tags(Place place) {
    SortedSet<String> tags = new TreeSet<>();
    if (place == null) {
      return tags;
    }
    for (Place item : place.items("a list of tag keys")) {
      Optional<String> key = item.text("a tag key");
      key.flatMap(TagText::keyProblem).ifPresent(item::problem);
      key.ifPresent(tags::add);
    }
    if (place.isArray() && place.value().isEmpty()) {
      place.problem("is empty and would waive nothing; leave it out to waive every tag");
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
