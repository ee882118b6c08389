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
      assertTrue(body.contains(escaped(metric)), metric.metricName());
    }
  }

  @Test
  void showsTheExecutionsOfTheStateMachine() {
    String body =
        Synthesis.once(Map.of("engine", "stepfunctions"))
            .only(Synthesis.EXPORTER, "AWS::CloudWatch::Dashboard")
            .toString();
    for (String end : new String[] {"Started", "Succeeded", "Failed", "TimedOut", "Aborted"}) {
      assertTrue(body.contains("\\\"Executions" + end + "\\\""), end);
    }
    assertFalse(
        standard
            .only(Synthesis.EXPORTER, "AWS::CloudWatch::Dashboard")
            .toString()
            .contains("ExecutionsStarted"));
  }

  /** An alarm requires a repair. An uncompacted day makes queries more expensive, but not wrong. */
  @Test
  void hasNoAlarmForUncompactedDays() {
    for (JsonNode alarm : standard.properties(Synthesis.EXPORTER, "AWS::CloudWatch::Alarm")) {
      assertFalse(alarm.toString().contains(InventoryMetrics.DAYS_NOT_MERGED.metricName()));
    }
  }

  /** The name as it appears in a JSON string inside of a JSON string. */
  private static String escaped(InventoryMetrics metric) {
    return "\\\"" + metric.metricName() + "\\\"";
  }
}
