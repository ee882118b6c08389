package dev.ecsinventory.infra.watch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.infra.Synthesis;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DashboardTest {
  private final Synthesis standard = Synthesis.once(Map.of());

  @Test
  void showsEveryMetricOfTheFunction() {
    String body = standard.only(Synthesis.EXPORTER, "AWS::CloudWatch::Dashboard").toString();
    for (InventoryMetrics metric : InventoryMetrics.values()) {
      assertTrue(body.contains(quoted(metric)), metric.metricName());
    }
  }

  /** Whoever is paged must have something to repair: such a day makes queries dearer, not wrong. */
  @Test
  void wakesNobodyForADayThatIsNotMerged() {
    for (JsonNode alarm : standard.properties(Synthesis.EXPORTER, "AWS::CloudWatch::Alarm")) {
      assertFalse(alarm.toString().contains(InventoryMetrics.DAYS_NOT_MERGED.metricName()));
    }
  }

  /** As it stands in a text of JSON that is itself in a text of JSON. */
  private static String quoted(InventoryMetrics metric) {
    return "\\\"" + metric.metricName() + "\\\"";
  }
}
