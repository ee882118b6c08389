package dev.ecsinventory.cli.past.change;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.cli.text.WrappedText;
import dev.ecsinventory.model.VisibleText;
import java.time.Instant;

/** A period of a task set's history as text. */
public final class PeriodText {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String LINE = "%-20s  %-20s  %-8s  ";
  private static final String BELOW = "  ";

  private PeriodText() {}

  /** The columns' names for people, in a line. */
  public static String heading() {
    return (LINE + "%s%n").formatted("valid from", "valid to", "end", "began by");
  }

  /** Lines of at most 80 columns; an ARN is never broken. */
  public static String lines(Period period) {
    StringBuilder text = new StringBuilder();
    text.append(
        (LINE + "%s%n")
            .formatted(
                period.validFrom(),
                period.validTo().map(Instant::toString).orElse("-"),
                period.end(),
                period.beganBy()));
    period.columns().forEach(column -> text.append(WrappedText.of(BELOW, column.text())));
    period
        .reason()
        .ifPresent(
            reason ->
                text.append(
                    WrappedText.of(
                        BELOW,
                        "last seen %s; %s".formatted(period.lastSeen(), VisibleText.of(reason)))));
    return text.toString();
  }

  /** One JSON object in a line. */
  public static String json(Period period) {
    ObjectNode json =
        MAPPER
            .createObjectNode()
            .put("account_id", period.accountRegion().accountId())
            .put("region", period.accountRegion().region())
            .put("task_set_arn", period.taskSetArn())
            .put("valid_from", period.validFrom().toString())
            .put("valid_to", period.validTo().map(Instant::toString).orElse(null))
            .put("end", period.end().name())
            .put("began_by", period.beganBy().name())
            .put("last_seen", period.lastSeen().toString());
    ArrayNode columns = json.putArray("columns");
    period.columns().forEach(column -> column.addTo(columns));
    return json.put("reason", period.reason().orElse(null)).toString();
  }
}
