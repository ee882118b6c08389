package dev.ecsinventory.bench.process;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.aws.Accounts;
import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.Backoff;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.config.SnapshotRequest;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.pipeline.Progress;
import dev.ecsinventory.pipeline.SnapshotPipeline;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.write.DirectoryObjectStore;
import dev.ecsinventory.write.StateTable;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Takes one snapshot of a simulated fleet into a directory, without a table, and answers how that
 * went: {@code ExportProcess ENDPOINT DIRECTORY READS_PER_SECOND}.
 */
public final class ExportProcess {
  private static final String EVENT = "{\"time\":\"2026-01-15T06:00:00Z\",\"detail\":{}}";

  private ExportProcess() {}

  public static void main(String[] arguments) throws Exception {
    System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
    System.setProperty("aws.secretAccessKey", "secret");
    System.setProperty("aws.region", "us-east-1");
    System.setProperty("aws.endpointUrlEcs", arguments[0]);
    System.setProperty("aws.endpointUrlSts", arguments[0]);
    Settings settings =
        Settings.from(
            Map.of(
                Settings.BUCKET, "inventory-bucket",
                Settings.TABLE, "inventory-table",
                Settings.REGIONS, "us-east-1",
                Settings.READS_PER_SECOND, arguments[2]));
    SnapshotRequest request =
        SnapshotRequest.read(
            new ByteArrayInputStream(EVENT.getBytes(StandardCharsets.UTF_8)), settings);
    try (AwsClients clients =
        new AwsClients(settings.homeRegion(), settings.readsPerSecond(), Backoff.DEFAULT)) {
      SnapshotPipeline pipeline =
          new SnapshotPipeline(
              settings,
              clients,
              new Accounts(clients.sts(), settings.roles(), settings.externalId(), "bench"),
              new DirectoryObjectStore(Path.of(arguments[1])),
              StateTable.NONE,
              Clock.systemUTC(),
              Progress.NONE);
      long start = System.nanoTime();
      Row summary = pipeline.run(request, Deadline.NONE);
      answer(summary, System.nanoTime() - start);
    }
  }

  private static void answer(Row summary, long nanos) throws Exception {
    JsonMapper mapper = new JsonMapper();
    ObjectNode answer = mapper.createObjectNode();
    answer.put("seconds", nanos / 1e9);
    answer.put("status", summary.get(Snapshots.STATUS));
    answer.put("taskSets", summary.get(Snapshots.TASK_SET_COUNT));
    answer.put("calls", summary.get(Snapshots.API_CALLS));
    answer.put("throttled", summary.get(Snapshots.THROTTLED_CALLS));
    System.out.println(mapper.writeValueAsString(answer));
  }
}
