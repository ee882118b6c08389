package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.schema.Datasets;
import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fleet.Fleet;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every ARN of a snapshot, including those of failures, has the partition of its Region. */
class PartitionsTest {
  private static final String ACCOUNT = "123456789012";

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "us-east-1, us-west-2, aws",
    "cn-north-1, cn-northwest-1, aws-cn",
    "us-gov-west-1, us-gov-east-1, aws-us-gov",
    "eusc-de-east-1, eusc-de-east-1, aws-eusc",
    "us-iso-east-1, us-iso-west-1, aws-iso",
    "us-isob-east-1, us-isob-east-1, aws-iso-b",
    "eu-isoe-west-1, eu-isoe-west-1, aws-iso-e",
    "us-isof-south-1, us-isof-east-1, aws-iso-f",
  })
  void everyArnHasThePartitionOfItsRegion(String read, String denied, String partition) {
    try (Exporter exporter =
        Exporter.of(fleet(read), directory).set("INVENTORY_REGIONS", read + "," + denied)) {
      FaultRule rule = FaultRule.of(new Fault.AccessDenied()).on("ListClusters");
      exporter.faults(
          read.equals(denied)
              ? FaultRule.of(new Fault.AccessDenied()).on("DescribeTaskSets")
              : rule.in(ACCOUNT, denied));
      if (read.equals(denied)) {
        exporter.set("INVENTORY_REGIONS", read);
      }
      assertEquals("PARTIAL", exporter.run().get(Snapshots.STATUS));
      assertEquals(1, exporter.rows(ReadFailures.DATASET).size());
      Set<String> partitions = new TreeSet<>();
      Datasets.ALL.forEach(
          dataset -> exporter.lines(dataset).forEach(line -> partitions(line, partitions)));
      assertEquals(Set.of(partition), partitions);
    }
  }

  private static Fleet fleet(String region) {
    return Fleet.parse(
        """
        {"accounts": [{"id": "%s", "regions": [{"name": "%s", "clusters": [
          {"clusterName": "default", "services": [
            {"serviceName": "web", "deploymentController": {"type": "EXTERNAL"},
             "taskSets": [{"tags": [{"key": "Team", "value": "a"}]}]}]}]}]}]}
        """
            .formatted(ACCOUNT, region));
  }

  private static void partitions(JsonNode node, Set<String> partitions) {
    if (node.isTextual()) {
      for (String part : node.textValue().split("\\s")) {
        if (part.startsWith("arn:")) {
          assertTrue(part.split(":").length > 5, part);
          partitions.add(part.split(":")[1]);
        }
      }
    }
    node.forEach(child -> partitions(child, partitions));
  }
}
