package dev.ecsinventory.report;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ecsinventory.manifest.DiscoveredAccount;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.manifest.Specification;
import dev.ecsinventory.model.ComplianceCounts;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.write.state.PastSnapshot;
import gg.jte.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The data that the template shows.
 *
 * @param trend full snapshots, one per day, oldest first; this one is among them unless it is
 *     scoped
 * @param requiringNothing the accounts whose policy requires no tag
 * @param root relative path from the page to the folder at which the snapshots' keys begin
 * @param csv the CSV file's key, relative to that folder
 */
public record ReportPage(
    Manifest manifest,
    Row summary,
    FleetTally fleet,
    List<PastSnapshot> trend,
    List<String> requiringNothing,
    String root,
    String csv) {
  /** The maximum number of read failures that a person reads; the dataset has all. */
  private static final int MAX_FAILURES = 500;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

  public ReportPage {
    requireNonNull(manifest, "manifest is null");
    requireNonNull(summary, "summary is null");
    requireNonNull(fleet, "fleet is null");
    trend = List.copyOf(trend);
    requiringNothing = List.copyOf(requiringNothing);
    requireNonNull(root, "root is null");
    requireNonNull(csv, "csv is null");
  }

  public PageAssets assets() {
    return PageAssets.load();
  }

  public String snapshotId() {
    return summary.get(Snapshots.DATASET.snapshotId());
  }

  public String time() {
    return TIME.format(summary.get(Snapshots.DATASET.snapshotTime()));
  }

  public SnapshotStatus status() {
    return SnapshotStatus.valueOf(summary.get(Snapshots.STATUS));
  }

  public boolean isPartial() {
    return status() == SnapshotStatus.PARTIAL;
  }

  public boolean isEvaluated() {
    return !manifest.policies().isEmpty();
  }

  /**
   * Accounts whose effective tag policy could not be read, so that all of their task sets are
   * UNKNOWN.
   */
  public List<String> unknownPolicies() {
    return manifest.notRead().stream()
        .filter(failure -> failure.operation().equals("DescribeEffectivePolicy"))
        .map(ReadFailure::accountId)
        .distinct()
        .toList();
  }

  /** Why task sets were not evaluated, in words. */
  public String notEvaluatedReasons() {
    return fleet.total().reasons().entrySet().stream()
        .map(
            reason ->
                number(reason.getValue())
                    + switch (reason.getKey()) {
                      case NO_POLICY -> " without a policy";
                      case NO_APPLICABLE_RULE -> " to which no rule applies";
                      case DRAINING_EXCLUDED -> " DRAINING, which the policy excludes";
                    })
        .collect(Collectors.joining(", "));
  }

  /** The scope of the snapshot; empty for a full snapshot. */
  public List<String> scope() {
    Manifest.RequestedScope scope = manifest.scope();
    return List.of(
            words("accounts", scope.accounts()),
            words("regions", scope.regions()),
            words("clusters", scope.clusters()),
            words("services", scope.services()),
            words("task sets", scope.taskSets()))
        .stream()
        .filter(words -> !words.isEmpty())
        .toList();
  }

  private static String words(String what, List<String> names) {
    return names.isEmpty() ? "" : what + " " + visible(String.join(", ", names));
  }

  /**
   * How many accounts of the organization were read, and why others were not; empty without a
   * discovery.
   */
  public Optional<String> accounts() {
    return Optional.ofNullable(manifest.requested())
        .map(Specification::organization)
        .map(
            organization ->
                organization.members().stream()
                    .map(DiscoveredAccount::notRead)
                    .filter(Objects::nonNull)
                    .collect(
                        Collectors.groupingBy(
                            Function.identity(), TreeMap::new, Collectors.counting()))
                    .entrySet()
                    .stream()
                    .map(reason -> ", %,d %s".formatted(reason.getValue(), words(reason.getKey())))
                    .collect(
                        Collectors.joining(
                            "",
                            "%s of %s read"
                                .formatted(
                                    number(value(Snapshots.READ_ACCOUNT_COUNT)),
                                    number(value(Snapshots.ACCOUNT_COUNT))),
                            "")));
  }

  /** An account's ID, with its name if it is known. */
  public String account(String id) {
    return visible(fleet.names().text(id));
  }

  public ComplianceCounts counts() {
    return fleet.total().taskSets();
  }

  /** A share for display: never 100 % while a task set does not comply. */
  public static String percent(OptionalDouble share) {
    if (share.isEmpty()) {
      return "not evaluated";
    }
    double percent = Math.floor(share.getAsDouble() * 1000) / 10;
    return percent == Math.rint(percent)
        ? "%d %%".formatted((int) percent)
        : String.format(Locale.ROOT, "%.1f %%", percent);
  }

  /** A count with a thousands separator. */
  public static String number(int count) {
    return String.format(Locale.ENGLISH, "%,d", count);
  }

  /** A count with its noun, which is singular for one. */
  public static String count(int count, String one, String many) {
    return number(count) + " " + (count == 1 ? one : many);
  }

  public static String visible(String text) {
    return text == null ? "" : VisibleText.value(text);
  }

  public static String day(Instant time) {
    return DAY.format(time);
  }

  public static String words(Enum<?> code) {
    return code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  public List<ReadFailure> failures() {
    return manifest.notRead().stream().limit(MAX_FAILURES).toList();
  }

  public int failuresLeftOut() {
    return manifest.notRead().size() - failures().size();
  }

  /** When the snapshot was taken, to the second. */
  public String duration() {
    Instant start = summary.get(Snapshots.STARTED_AT);
    Instant end = summary.get(Snapshots.FINISHED_AT);
    return "%s to %s, in %s"
        .formatted(
            start.truncatedTo(ChronoUnit.SECONDS),
            end.truncatedTo(ChronoUnit.SECONDS),
            count((int) Duration.between(start, end).toSeconds(), "second", "seconds"));
  }

  public int value(Column<Integer> column) {
    return summary.get(column);
  }

  /** The trend in the form that {@code report.js} reads: days with their shares in percent. */
  public Content trendData() {
    return output -> {
      try (JsonGenerator json = PageJson.generator(output)) {
        json.writeStartArray();
        for (PastSnapshot past : trend) {
          OptionalDouble share =
              past.compliance().map(ComplianceCounts::share).orElse(OptionalDouble.empty());
          json.writeStartObject();
          json.writeStringField("day", day(past.time()));
          json.writeStringField("status", past.status().name());
          if (share.isPresent()) {
            json.writeNumberField("share", Math.floor(share.getAsDouble() * 1000) / 10);
          } else {
            json.writeNullField("share");
          }
          json.writeEndObject();
        }
        json.writeEndArray();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    };
  }
}
