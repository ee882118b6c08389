package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fleet.Fleet;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An unpaired surrogate in a response becomes U+FFFD in every row. */
class LoneSurrogatesTest {
  private static final String MARK = "HALF";

  private static final Fleet FLEET =
      Fleet.parse(
          """
          {"accounts": [{"id": "123456789012", "regions": [{"name": "us-east-1", "clusters": [
            {"clusterName": "prod", "tags": [{"key": "Team", "value": "aHALF"}], "services": [
              {"serviceName": "web", "deploymentController": {"type": "EXTERNAL"},
               "tags": [{"key": "Team", "value": "bHALF"}],
               "taskSets": [{"externalId": "xHALF", "tags": [{"key": "TeamHALF", "value": "HALF"}]}]}]}]}]}]}
          """);

  @TempDir Path directory;

  @Test
  void rowsHaveTheReplacementCharacterInstead() {
    try (Exporter exporter =
        Exporter.of(FLEET, directory)
            .changeResponses(LoneSurrogatesTest::halved)
            .faults(
                FaultRule.of(new Fault.Error(400, "ClientException", "HALF a message"))
                    .on("DescribeTaskSets")
                    .times(1))) {
      exporter.run();
      assertEquals("a\uFFFD", tag(exporter.lines(Clusters.DATASET).getFirst()));
      assertEquals("b\uFFFD", tag(exporter.lines(Services.DATASET).getFirst()));
      JsonNode taskSet = exporter.lines(TaskSets.DATASET).getFirst();
      assertEquals("x\uFFFD", taskSet.get("external_id").textValue());
      assertEquals(
          "\uFFFD a message",
          exporter.rows(ReadFailures.DATASET).getFirst().get(ReadFailures.MESSAGE));
    }
  }

  private static String tag(JsonNode line) {
    return line.at("/tags/0/value").textValue();
  }

  /** A body can contain an unpaired surrogate only as an escape. */
  private static String halved(String operation, ObjectNode response) {
    return response.toString().replace(MARK, "\\ud83d");
  }
}
