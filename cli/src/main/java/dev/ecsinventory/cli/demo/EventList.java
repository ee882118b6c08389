package dev.ecsinventory.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.model.VisibleText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Compliance events for a terminal: for each one, the task set, the change and its violations. */
public final class EventList {
  private final List<JsonNode> details;

  /** Events by their {@code detail}, in any order. */
  public EventList(List<JsonNode> details) {
    this.details =
        details.stream()
            .sorted(
                Comparator.comparing((JsonNode detail) -> text(detail, "region"))
                    .thenComparing(detail -> text(detail, "task_set_arn")))
            .toList();
  }

  /** The list, ending in an empty line. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add("Events sent to the event bus: %d".formatted(details.size()));
    for (JsonNode detail : details) {
      lines.add(
          "  %s / %s / %s / %s / %s"
              .formatted(
                  text(detail, "account_id"),
                  text(detail, "region"),
                  text(detail, "cluster_name"),
                  text(detail, "service_name"),
                  lastPart(text(detail, "task_set_arn"))));
      lines.add("    " + change(detail));
      for (JsonNode violation : detail.path("violations")) {
        lines.add("    %s %s".formatted(text(violation, "violation"), text(violation, "rule")));
      }
    }
    lines.add("");
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  private static String change(JsonNode detail) {
    String status = text(detail, "compliance_status");
    return detail.path("previous_status").isNull()
        ? "a new task set is " + status
        : "%s became %s".formatted(text(detail, "previous_status"), status);
  }

  private static String lastPart(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private static String text(JsonNode object, String name) {
    return VisibleText.value(object.path(name).asText());
  }
}
