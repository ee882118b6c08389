package dev.ecsinventory.verify;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.schema.ObjectKeys;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of a target, {@code ACCOUNT-REGION-NUMBER}, or {@link ObjectKeys#WHOLE_SNAPSHOT}.
 *
 * @param accountId empty for the whole snapshot
 * @param region empty for the whole snapshot
 * @param number from 1; 0 for the whole snapshot
 */
record TargetId(String text, String accountId, String region, int number) {
  static final TargetId WHOLE_SNAPSHOT = new TargetId(ObjectKeys.WHOLE_SNAPSHOT, "", "", 0);

  private static final Pattern TEXT = Pattern.compile("(\\d{12})-(.+)-(\\d{4,9})");

  TargetId {
    requireNonNull(text, "text is null");
    requireNonNull(accountId, "accountId is null");
    requireNonNull(region, "region is null");
  }

  static Optional<TargetId> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new TargetId(
                text, matcher.group(1), matcher.group(2), Integer.parseInt(matcher.group(3))))
        : Optional.empty();
  }
}
