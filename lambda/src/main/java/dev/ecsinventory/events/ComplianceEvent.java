package dev.ecsinventory.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.format.JsonLinesEncoder;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.write.state.ComplianceChange;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * The event that a task set became or stopped being compliant. Its detail has columns of {@code
 * task_sets} and {@code tag_violations} under their own names.
 *
 * @param detail the detail that is sent
 */
record ComplianceEvent(ObjectNode detail) {
  static final String SOURCE = "ecs-inventory";
  static final String TYPE = "Task Set Tag Compliance Change";

  /** With the longest tags that AWS allows, this is far below the size limit of an event. */
  static final int MAX_VIOLATIONS = 20;

  private static final int LONGEST_TEXT = 500;

  private static final String PREVIOUS = "previous_status";
  private static final String CURRENT = TaskSets.COMPLIANCE_STATUS.name();

  private static final JsonMapper MAPPER = new JsonMapper();

  private static final List<String> TASK_SET =
      names(
          TaskSets.DATASET.snapshotId(),
          TaskSets.DATASET.snapshotTime(),
          TaskSets.DATASET.accountId(),
          TaskSets.DATASET.region(),
          TaskSets.CLUSTER_ARN,
          TaskSets.CLUSTER_NAME,
          TaskSets.SERVICE_ARN,
          TaskSets.SERVICE_NAME,
          TaskSets.TASK_SET_ARN,
          TaskSets.TASK_SET_ID,
          TaskSets.EXTERNAL_ID,
          TaskSets.STARTED_BY,
          TaskSets.COMPLIANCE_STATUS);

  private static final List<String> VIOLATION =
      names(
          TagViolations.RULE,
          TagViolations.VIOLATION,
          TagViolations.ACTUAL_KEY,
          TagViolations.ACTUAL_VALUE,
          TagViolations.EXPECTED,
          TagViolations.SUGGESTION,
          TagViolations.WAIVED_UNTIL);

  ComplianceEvent {
    requireNonNull(detail, "detail is null");
  }

  /**
   * The event of {@code change}.
   *
   * @param violations the task set's rows of {@code tag_violations}
   * @param report key of the snapshot's report
   */
  static ComplianceEvent of(
      ComplianceChange change, List<Row> violations, String policyId, String report) {
    ObjectNode detail = json(change.taskSet(), TASK_SET);
    detail.put(PREVIOUS, change.previous().map(Enum::name).orElse(null));
    detail.put(TagViolations.POLICY_ID.name(), policyId);
    detail.put("violation_count", violations.size());
    ArrayNode list = detail.putArray("violations");
    violations.stream().limit(MAX_VIOLATIONS).forEach(row -> list.add(violation(row)));
    detail.put("report", report);
    return new ComplianceEvent(detail);
  }

  private static List<String> names(Column<?>... columns) {
    return Stream.of(columns).<String>map(Column::name).toList();
  }

  private static ObjectNode json(Row row, List<String> names) {
    try {
      return ((ObjectNode) MAPPER.readTree(JsonLinesEncoder.line(row))).retain(names);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static ObjectNode violation(Row row) {
    ObjectNode json = json(row, VIOLATION);
    for (String name : VIOLATION) {
      String text = json.path(name).asText();
      if (text.length() > LONGEST_TEXT) {
        json.put(name, cut(text));
      }
    }
    return json;
  }

  /** The text is never cut within a surrogate pair. */
  private static String cut(String text) {
    int end =
        Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
    return text.substring(0, end) + "…";
  }

  String taskSetArn() {
    return detail.path(TaskSets.TASK_SET_ARN.name()).asText();
  }

  ServiceIdentity service() {
    return new ServiceIdentity(
        detail.path(TaskSets.CLUSTER_ARN.name()).asText(),
        detail.path(TaskSets.SERVICE_ARN.name()).asText());
  }

  ComplianceStatus current() {
    return ComplianceStatus.valueOf(detail.path(CURRENT).asText());
  }

  /**
   * This event, which a later run of the same snapshot found, as a change relative to {@code
   * first}.
   */
  ComplianceEvent after(ComplianceEvent first) {
    ObjectNode joined = detail.deepCopy();
    joined.set(PREVIOUS, first.detail.path(PREVIOUS));
    return new ComplianceEvent(joined);
  }

  /** Whether the status changed, considering all runs. */
  boolean isChange() {
    JsonNode previous = detail.path(PREVIOUS);
    return previous.isTextual()
        ? !previous.asText().equals(current().name())
        : current() == ComplianceStatus.NON_COMPLIANT;
  }

  PutEventsRequestEntry entry() {
    return PutEventsRequestEntry.builder()
        .source(SOURCE)
        .detailType(TYPE)
        .time(Instant.parse(detail.path(TaskSets.DATASET.snapshotTime().name()).asText()))
        .resources(taskSetArn())
        .detail(detail.toString())
        .build();
  }

  /**
   * Bytes of the entry, as EventBridge counts them.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size">
   *     Calculating PutEvents event entry size</a>
   */
  int size() {
    int time = 14;
    return time
        + Stream.of(SOURCE, TYPE, taskSetArn(), detail.toString())
            .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
            .sum();
  }
}
