package dev.ecsinventory.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.model.ComplianceCounts;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportPartsTest {
  @ParameterizedTest
  @CsvSource({
    "aws, us-east-1, https://us-east-1.console.aws.amazon.com",
    "aws-cn, cn-north-1, https://cn-north-1.console.amazonaws.cn",
    "aws-us-gov, us-gov-west-1, https://console.amazonaws-us-gov.com"
  })
  void linksToTheConsoleOfThePartition(String partition, String region, String host) {
    assertEquals(
        host + "/ecs/v2/clusters/prod/services/a%20b/deployments?region=" + region,
        ConsoleLink.ofService(
            "arn:%s:ecs:%s:123456789012:cluster/prod".formatted(partition, region), "prod", "a b"));
  }

  @ParameterizedTest
  @CsvSource({"1, 100 %", "0, 0 %", "0.99999, 99.9 %", "0.5, 50 %", "0.3333, 33.3 %"})
  void roundsAShareDown(double share, String shown) {
    assertEquals(shown, ReportPage.percent(OptionalDouble.of(share)));
  }

  @Test
  void hasNoShareWithoutEvaluatedTaskSets() {
    assertEquals("not evaluated", ReportPage.percent(new ComplianceCounts(0, 0, 3, 2).share()));
  }

  @Test
  void showsTheWorstAndCountsTheOthers() {
    Breakdown breakdown = new Breakdown(Integer.MAX_VALUE, 2);
    for (int target = 0; target < 3; target++) {
      for (int bad = 0; bad < 3; bad++) {
        breakdown.add(
            new Breakdown.Key("service-" + target + bad, ""),
            new ComplianceTally(new ComplianceCounts(1, 10 * bad + target, 0, 0), 0, 0));
      }
      breakdown.keepWorst();
    }
    assertEquals(
        List.of("service-22", "service-12"),
        breakdown.lines().stream().map(line -> line.key().name()).toList());
    assertEquals(7, breakdown.leftOutValues());
    assertEquals(new ComplianceCounts(7, 56, 0, 0), breakdown.leftOut().taskSets());
  }

  @Test
  void truncatesLongLists() {
    Breakdown breakdown = new Breakdown(2, 2);
    for (String name : List.of("a", "b", "c", "a")) {
      breakdown.add(
          new Breakdown.Key(name, ""), new ComplianceTally(new ComplianceCounts(1, 0, 0, 0), 0, 0));
    }
    assertEquals(
        List.of("a", "b"), breakdown.lines().stream().map(line -> line.key().name()).toList());
    assertEquals(1, breakdown.leftOutValues());
  }

  @Test
  void escapesTheEndOfScriptElements() throws IOException {
    String hostile = "</script><!-- & ' \u2028 \u2029 \\ \"";
    StringOutput output = new StringOutput();
    try (JsonGenerator json = PageJson.generator(output)) {
      json.writeString(hostile);
    }
    assertEquals(hostile, new JsonMapper().readValue(output.toString(), String.class));
    for (String markup : List.of("<", ">", "&", "\u2028", "\u2029")) {
      assertFalse(output.toString().contains(markup), output.toString());
    }
  }
}
