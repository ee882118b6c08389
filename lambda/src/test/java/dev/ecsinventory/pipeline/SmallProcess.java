package dev.ecsinventory.pipeline;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.config.SnapshotRequest;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.store.DirectoryObjectStore;
import dev.ecsinventory.write.state.StateTable;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** Takes a snapshot of the fleet at an endpoint, into a directory, in a separate process. */
final class SmallProcess {
  private SmallProcess() {}

  public static void main(String[] arguments) {
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
                Settings.READS_PER_SECOND, "10000"));
    SnapshotRequest request =
        SnapshotRequest.read(
            new ByteArrayInputStream(Exporter.SCHEDULED.getBytes(StandardCharsets.UTF_8)),
            settings,
            Clock.systemUTC());
    try (AwsClients clients =
        new AwsClients(settings.homeRegion(), settings.readsPerSecond(), Backoff.DEFAULT)) {
      new SnapshotPipeline(
              new Environment(
                  settings,
                  clients,
                  new DirectoryObjectStore(Path.of(arguments[1])),
                  StateTable.NONE,
                  Clock.systemUTC(),
                  Progress.NONE))
          .run(request, Deadline.NONE);
    }
    Runtime runtime = Runtime.getRuntime();
    System.out.println("heap used at the end: " + (runtime.totalMemory() - runtime.freeMemory()));
  }
}
