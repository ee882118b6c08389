package dev.ecsinventory.infra.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.infra.Synthesis;
import dev.ecsinventory.infra.watch.InventoryMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The cost table of {@code docs/operations.md} contains the values of {@link MonthlyCost}. To
 * update the page, run this test with {@code -Dgolden.update=true}.
 */
class CostTableTest {
  /** Written by functions that discover accounts only. */
  private static final Set<InventoryMetrics> OF_DISCOVERIES =
      EnumSet.of(InventoryMetrics.ACCOUNTS_NOT_READ, InventoryMetrics.ACCOUNTS_STOPPED);

  private static final Path PAGE = Path.of("..", "docs", "operations.md");
  private static final String BEGIN = "<!-- costs: from MonthlyCost -->\n";
  private static final String END = "<!-- end of costs -->\n";

  private static final double HOURLY = 24 * MonthlyCost.DAYS_PER_MONTH;
  private static final double DAILY = MonthlyCost.DAYS_PER_MONTH;

  @Test
  void pageHasTheComputedTable() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    if (Boolean.getBoolean("golden.update")) {
      page = page.substring(0, begin) + table() + page.substring(end);
      Files.writeString(PAGE, page);
      end = page.indexOf(END);
    }
    assertEquals(table(), page.substring(begin, end));
  }

  @Test
  void pageListsEveryPrice() throws Exception {
    String page = Files.readString(PAGE);
    for (String price :
        new String[] {
          "$0.0000133334",
          "$0.20",
          "$0.023",
          "$0.005",
          "$0.625",
          "$0.125",
          "$0.25",
          "$5",
          "$0.30",
          "$0.10",
          "$0.003",
          "$0.001"
        }) {
      assertTrue(page.contains(price), price);
    }
  }

  @Test
  void computesTheCostOfEachAwsService() {
    // Ten task sets and a hundred runs: 2 + 1 + 1 + 10 calls, which take 1.4 seconds.
    MonthlyCost cost = new MonthlyCost(10, 100, 2, 3);
    // With three runs per day, the first run compacts one snapshot, the second two, and the third
    // three.
    double compaction = 0.1 + 10 * (1 + 2 + 3) * (365.0 / 12) / 10_000;
    assertEquals((640 + compaction) * 0.0000133334 + 100 * 0.0000002, cost.lambda(), 1e-12);
    assertEquals(
        (1000 * (300 * 90 / (365.0 / 12) + 3240)) / 1e9 * 0.023
            + (3200 + 2500 + (1 + 3) * 18 * 365.0 / 12) * 0.000005,
        cost.s3(),
        1e-12);
    double replaced = 10 * 0.05 * 365 / 12;
    assertEquals(
        replaced * 26 * 0.625e-6
            + 1000 / 30.0 * 0.125e-6
            + (10 + 12 * replaced) * 2000 / 1e9 * 0.45,
        cost.dynamoDb(),
        1e-12);
    assertEquals(100 * 1000 / (365.0 / 12) * (20 + 2 * 20) / 1e12 * 5, cost.athena(), 1e-12);
    assertEquals(0.9, cost.cloudWatch(), 1e-12);
    assertEquals(replaced * 10 * 0.004, cost.config(), 1e-12);
  }

  private static String table() {
    StringBuilder table =
        new StringBuilder(
            """
            | task sets | how often | Lambda | S3 | DynamoDB | Athena | CloudWatch | all | AWS Config |
            | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            """);
    for (int taskSets : new int[] {100, 1_000, 10_000, 50_000}) {
      table.append(row(taskSets, "hourly", HOURLY)).append(row(taskSets, "daily", DAILY));
    }
    return table.toString();
  }

  private static String row(int taskSets, String frequency, double runs) {
    MonthlyCost cost =
        new MonthlyCost(
            taskSets,
            runs,
            InventoryMetrics.values().length - OF_DISCOVERIES.size(),
            alarmedMetrics());
    return String.format(
        Locale.ROOT,
        "| %,d | %s | %.2f | %.2f | %.2f | %.2f | %.2f | **%.2f** | %,.2f |\n",
        taskSets,
        frequency,
        cost.lambda(),
        cost.s3(),
        cost.dynamoDb(),
        cost.athena(),
        cost.cloudWatch(),
        cost.all(),
        cost.config());
  }

  /**
   * The number of metrics in all alarms of the template: an alarm on an expression is billed for
   * each of its metrics.
   */
  private static int alarmedMetrics() {
    int count = 0;
    for (JsonNode alarm :
        Synthesis.once(Map.of()).properties(Synthesis.EXPORTER, "AWS::CloudWatch::Alarm")) {
      count += Math.max(1, alarm.path("Metrics").findValues("MetricStat").size());
    }
    return count;
  }
}
