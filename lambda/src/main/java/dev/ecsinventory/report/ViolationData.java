package dev.ecsinventory.report;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ecsinventory.manifest.AccountNames;
import dev.ecsinventory.model.EcsArn;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.policy.Remedy;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TagViolations;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The violations that a page contains, those that someone can fix first and waived ones last:
 * {@code {"texts":[…], "rows":[[…],…]}}, in which a row's numbers are indexes of texts, because
 * most texts repeat. Invisible characters are escaped.
 */
public final class ViolationData implements Content {
  /** The number that a browser can sort and filter without delay; the CSV file has all. */
  static final int MOST = 25_000;

  /** The number of a row's values, which {@code report.js} reads in the same order. */
  private static final int MEMBERS = 18;

  private final AccountNames names;
  private final Map<String, Integer> texts = new LinkedHashMap<>();
  private final List<int[]> open = new ArrayList<>();
  private final List<int[]> unfixable = new ArrayList<>();
  private final List<int[]> waived = new ArrayList<>();
  private int all;

  /**
   * Data without violations.
   *
   * @param names shown next to the accounts' IDs
   */
  ViolationData(AccountNames names) {
    this.names = requireNonNull(names, "names is null");
  }

  void add(Row violation) {
    all++;
    List<int[]> rows =
        violation.get(TagViolations.WAIVED_UNTIL) != null
            ? waived
            : isFixable(violation) ? open : unfixable;
    if (rows.size() < MOST) {
      rows.add(members(violation));
    }
  }

  /** Snapshots of earlier versions do not say. */
  static boolean isFixable(Row violation) {
    return !Remedy.NONE.name().equals(violation.get(TagViolations.REMEDY));
  }

  private static String remedy(Row violation) {
    String remedy = violation.get(TagViolations.REMEDY);
    return remedy == null
        ? null
        : switch (Remedy.valueOf(remedy)) {
          case NEXT_DEPLOYMENT -> "next deployment";
          case SERVICE_TAG -> "tag the service";
          case NONE -> "no one can fix it";
        };
  }

  private int[] members(Row violation) {
    Instant waivedUntil = violation.get(TagViolations.WAIVED_UNTIL);
    List<String> foundOn = violation.get(TagViolations.FOUND_ON);
    return Stream.of(
            names.text(violation.get(TagViolations.DATASET.accountId())),
            violation.get(TagViolations.DATASET.region()),
            violation.get(TagViolations.CLUSTER_NAME),
            violation.get(TagViolations.SERVICE_NAME),
            EcsArn.nameOf(violation.get(TagViolations.TASK_SET_ARN)),
            violation.get(TagViolations.EXTERNAL_ID),
            violation.get(TagViolations.STARTED_BY),
            violation.get(TagViolations.RULE),
            words(violation.get(TagViolations.VIOLATION)),
            found(violation),
            violation.get(TagViolations.EXPECTED),
            violation.get(TagViolations.SUGGESTION),
            foundOn == null ? null : words(String.join(", ", foundOn)),
            waivedUntil == null ? null : waivedUntil.toString(),
            waiver(violation),
            violation.get(TagViolations.AWS_REPORT_VISIBLE) ? "yes" : "no",
            ConsoleLink.ofService(
                violation.get(TagViolations.CLUSTER_ARN),
                violation.get(TagViolations.CLUSTER_NAME),
                violation.get(TagViolations.SERVICE_NAME)),
            remedy(violation))
        .mapToInt(this::textIndex)
        .toArray();
  }

  private int textIndex(String text) {
    return texts.computeIfAbsent(text == null ? "" : VisibleText.value(text), key -> texts.size());
  }

  private static String words(String code) {
    return code.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String found(Row violation) {
    String key = violation.get(TagViolations.ACTUAL_KEY);
    String value = violation.get(TagViolations.ACTUAL_VALUE);
    return key == null ? null : key + "=" + (value == null ? "" : value);
  }

  private static String waiver(Row violation) {
    String owner = violation.get(TagViolations.WAIVER_OWNER);
    String reason = violation.get(TagViolations.WAIVER_REASON);
    return owner == null ? reason : reason + " (" + owner + ")";
  }

  /** The number of all violations, whether the page contains them or not. */
  public int all() {
    return all;
  }

  /** The number of violations that the page contains. */
  public int carried() {
    return Math.min(MOST, open.size() + unfixable.size() + waived.size());
  }

  @Override
  public void writeTo(TemplateOutput output) {
    try (JsonGenerator json = PageJson.generator(output)) {
      json.writeStartObject();
      json.writeArrayFieldStart("texts");
      for (String text : texts.keySet()) {
        json.writeString(text);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("rows");
      for (int[] row :
          Stream.of(open, unfixable, waived).flatMap(List::stream).limit(MOST).toList()) {
        json.writeArray(row, 0, MEMBERS);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
