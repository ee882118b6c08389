package dev.ecsinventory.cli.past.change;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.cli.text.Paragraphs;
import dev.ecsinventory.cli.text.Terminal;
import dev.ecsinventory.cli.text.TextStyle;
import dev.ecsinventory.manifest.AccountNames;
import dev.ecsinventory.model.VisibleText;
import java.time.Instant;

/** A period of a task set's history as text. */
public final class PeriodText {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String LINE = "%-20s  %-20s  %s  %s%n";
  private static final String END = "%-8s";
  private static final int COLUMNS_WIDTH = 64;
  private static final int BELOW = 2;

  private PeriodText() {}

  /**
   * The task set of the periods that follow, and its account if that has a name. An ARN is never
   * broken, so that it can be copied.
   */
  public static String title(Period period, AccountNames names, Terminal terminal) {
    String account = period.accountRegion().accountId();
    String title = terminal.styled(TextStyle.HEADING, period.taskSetArn());
    return names.name(account).isEmpty()
        ? title
        : title + System.lineSeparator() + "account " + VisibleText.of(names.text(account));
  }

  /** The columns' names for people, in a line; empty for a terminal without space for columns. */
  public static String heading(Terminal terminal) {
    if (!hasColumns(terminal)) {
      return "";
    }
    String names = LINE.formatted("valid from", "valid to", END.formatted("end"), "began by");
    return terminal.styled(TextStyle.MUTED, names.stripTrailing()) + System.lineSeparator();
  }

  /** The period in a line, or in two for a terminal without space for columns, and its details. */
  public static String lines(Period period, Terminal terminal) {
    String from = period.validFrom().toString();
    String to = period.validTo().map(Instant::toString).orElse("-");
    String end = hasColumns(terminal) ? END.formatted(period.end()) : period.end().toString();
    String styled = end.replace(period.end().toString(), styled(period.end(), terminal));
    String line =
        (hasColumns(terminal) ? LINE : "%s  %s%n  end %s, began by %s%n")
            .formatted(from, to, styled, period.beganBy());
    Paragraphs details = new Paragraphs(terminal);
    period.columns().forEach(column -> details.add(BELOW, column.text()));
    period
        .reason()
        .ifPresent(
            reason -> details.add(BELOW, "last seen %s; %s".formatted(period.lastSeen(), reason)));
    return line + details;
  }

  private static boolean hasColumns(Terminal terminal) {
    return terminal.width() >= COLUMNS_WIDTH;
  }

  private static String styled(Period.End end, Terminal terminal) {
    TextStyle style =
        switch (end) {
          case CHANGED -> TextStyle.PLAIN;
          case DELETED -> TextStyle.BAD;
          case CURRENT -> TextStyle.GOOD;
          case UNKNOWN -> TextStyle.WARNING;
        };
    return terminal.styled(style, end.toString());
  }

  /** One JSON object in a line. */
  public static String json(Period period, AccountNames names) {
    ObjectNode json =
        MAPPER
            .createObjectNode()
            .put("account_id", period.accountRegion().accountId())
            .put("account_name", names.known(period.accountRegion().accountId()).orElse(null))
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
