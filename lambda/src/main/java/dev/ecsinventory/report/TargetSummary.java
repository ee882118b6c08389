package dev.ecsinventory.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.format.JsonLinesDecoder;
import dev.ecsinventory.format.JsonLinesEncoder;
import dev.ecsinventory.model.ComplianceCounts;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.NotEvaluatedReason;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TargetRows;
import dev.ecsinventory.schema.TaskSets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * One target's part of the report: its task sets by group, and its violations. These parts are the
 * only input of a report, so that it needs no more memory than the largest of them, and does not
 * depend on the formats of data files.
 *
 * @param violations rows of {@code tag_violations}, in the dataset's order
 */
record TargetSummary(List<Group> groups, List<Row> violations) {
  static final String CONTENT_TYPE = "application/gzip";

  private static final String GROUPS = "groups";

  private static final JsonMapper MAPPER = new JsonMapper();

  private static final Comparator<TaskSetGroup> ORDER =
      Comparator.comparing(TaskSetGroup::serviceArn)
          .thenComparing(TaskSetGroup::startedBy, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(TaskSetGroup::clusterArn);

  TargetSummary {
    groups = List.copyOf(groups);
    violations = List.copyOf(violations);
  }

  /** A group and the counts of its task sets. */
  record Group(TaskSetGroup taskSets, ComplianceTally tally) {}

  /** The part for a target's evaluated rows; rows of other datasets are ignored. */
  static TargetSummary of(TargetRows rows) {
    List<Row> violations =
        rows.violations().stream().sorted(TagViolations.DATASET.rowOrder()).toList();
    Map<String, Findings> findings = new HashMap<>();
    for (Row violation : violations) {
      findings.merge(
          violation.get(TagViolations.TASK_SET_ARN), Findings.of(violation), Findings::plus);
    }
    Map<TaskSetGroup, ComplianceTally> groups = new TreeMap<>(ORDER);
    for (Row row : rows.taskSets()) {
      ComplianceTally tally = tally(row, findings.get(row.get(TaskSets.TASK_SET_ARN)));
      groups.merge(TaskSetGroup.of(row), tally, ComplianceTally::plus);
    }
    return new TargetSummary(
        groups.entrySet().stream()
            .map(group -> new Group(group.getKey(), group.getValue()))
            .toList(),
        violations);
  }

  private static ComplianceTally tally(Row taskSet, Findings findings) {
    ComplianceStatus status = ComplianceStatus.valueOf(taskSet.get(TaskSets.COMPLIANCE_STATUS));
    boolean waivedOnly = status == ComplianceStatus.COMPLIANT && findings != null;
    boolean awsShows = findings != null && findings.awsShows();
    return new ComplianceTally(
        ComplianceCounts.of(status), waivedOnly ? 1 : 0, awsShows ? 1 : 0, reasons(taskSet));
  }

  private static SortedMap<NotEvaluatedReason, Integer> reasons(Row taskSet) {
    SortedMap<NotEvaluatedReason, Integer> reasons = new TreeMap<>();
    Optional.ofNullable(taskSet.get(TaskSets.NOT_EVALUATED_REASON))
        .ifPresent(reason -> reasons.put(NotEvaluatedReason.valueOf(reason), 1));
    return reasons;
  }

  /** JSON Lines in gzip: the groups in the first line, then one violation per line. */
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes, 1 << 13)) {
      gzip.write(MAPPER.writeValueAsBytes(Map.of(GROUPS, groups)));
      gzip.write('\n');
      JsonLinesEncoder.write(TagViolations.DATASET, violations, gzip);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  static TargetSummary parse(byte[] content) {
    try (GZIPInputStream text = new GZIPInputStream(new ByteArrayInputStream(content));
        MappingIterator<JsonNode> lines = MAPPER.readerFor(JsonNode.class).readValues(text)) {
      List<Group> groups = List.of(MAPPER.treeToValue(lines.next().get(GROUPS), Group[].class));
      List<Row> violations = new ArrayList<>();
      while (lines.hasNext()) {
        violations.add(JsonLinesDecoder.row(TagViolations.DATASET, lines.next()));
      }
      return new TargetSummary(groups, violations);
    } catch (IOException malformed) {
      throw new UncheckedIOException("a target's part of the report cannot be read", malformed);
    }
  }

  /** The violations of one task set that are not waived: whether AWS's report would show one. */
  private record Findings(boolean awsShows) {
    static Findings of(Row violation) {
      return new Findings(
          violation.get(TagViolations.WAIVED_UNTIL) == null
              && violation.get(TagViolations.AWS_REPORT_VISIBLE));
    }

    Findings plus(Findings other) {
      return new Findings(awsShows || other.awsShows);
    }
  }
}
