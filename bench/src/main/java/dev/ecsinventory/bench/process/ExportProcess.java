package dev.ecsinventory.bench.process;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.S3ObjectStore;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.config.SnapshotRequest;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.pipeline.Environment;
import dev.ecsinventory.pipeline.Progress;
import dev.ecsinventory.pipeline.SnapshotPipeline;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.simulator.runtime.PeakMemory;
import dev.ecsinventory.store.DirectoryObjectStore;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.write.state.StateTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Takes one snapshot of a simulated fleet, without a table, and prints its measurements: {@code
 * ExportProcess ENDPOINT STORE FORMATS READS_PER_SECOND CONCURRENT_CALLS WATCHED REGIONS ROLES},
 * where the store is a directory or the endpoint of an S3 that has the bucket. The times of calls
 * are recorded only if WATCHED is true, because they take memory.
 */
public final class ExportProcess {
  /** The bucket of the exported objects. */
  public static final String BUCKET = EngineProperties.BUCKET;

  private static final double SECOND = 1e9;
  private static final String EVENT = "{\"time\":\"2026-01-15T06:00:00Z\",\"detail\":{}}";

  private ExportProcess() {}

  public static void main(String[] arguments) throws IOException {
    EngineProperties.set(arguments[0], arguments[1]);
    Settings settings = settings(arguments);
    int concurrentCalls = Integer.parseInt(arguments[4]);
    boolean watched = Boolean.parseBoolean(arguments[5]);
    SdkHttpClient http = UrlConnectionHttpClient.create();
    CallRecorder recorder = new CallRecorder(http);
    try (AwsClients clients =
        new AwsClients(
            settings.homeRegion(),
            settings.readsPerSecond(),
            concurrentCalls,
            Backoff.DEFAULT,
            watched ? recorder : http)) {
      CommitClock store = new CommitClock(store(arguments[1], clients));
      SnapshotPipeline pipeline = pipeline(settings, clients, store);
      MachineTime before = MachineTime.now();
      long start = System.nanoTime();
      Row summary = pipeline.run(request(settings), Deadline.NONE).summary();
      double seconds = (System.nanoTime() - start) / SECOND;
      ObjectNode response = response(summary);
      response.put("seconds", seconds);
      response.put("processorsBusy", MachineTime.now().busySince(before));
      if (watched) {
        ReadTimes times = new ReadTimes(recorder.calls(), start, store.committed());
        addTimes(response, times, concurrentCalls);
      }
      System.out.println(response);
    }
  }

  private static Settings settings(String[] arguments) {
    Map<String, String> environment = new HashMap<>();
    environment.put(Settings.BUCKET, BUCKET);
    environment.put(Settings.TABLE, "inventory-table");
    environment.put("AWS_REGION", EngineProperties.REGION);
    environment.put(Settings.FORMATS, arguments[2]);
    environment.put(Settings.READS_PER_SECOND, arguments[3]);
    environment.put(Settings.REGIONS, arguments[6]);
    if (!arguments[7].isEmpty()) {
      environment.put(Settings.ROLES, arguments[7]);
    }
    return Settings.from(environment);
  }

  private static ObjectStore store(String location, AwsClients clients) {
    return location.startsWith("http:")
        ? new S3ObjectStore(clients.s3(), BUCKET)
        : new DirectoryObjectStore(Path.of(location));
  }

  private static SnapshotPipeline pipeline(
      Settings settings, AwsClients clients, ObjectStore store) {
    return new SnapshotPipeline(
        new Environment(
            settings, clients, store, StateTable.NONE, Clock.systemUTC(), Progress.NONE));
  }

  private static SnapshotRequest request(Settings settings) {
    return SnapshotRequest.read(
        new ByteArrayInputStream(EVENT.getBytes(StandardCharsets.UTF_8)),
        settings,
        Clock.systemUTC());
  }

  private static ObjectNode response(Row summary) throws IOException {
    ObjectNode response = new JsonMapper().createObjectNode();
    response.put("status", summary.get(Snapshots.STATUS));
    response.put("taskSets", summary.get(Snapshots.TASK_SET_COUNT));
    response.put("calls", summary.get(Snapshots.API_CALLS));
    response.put("throttled", summary.get(Snapshots.THROTTLED_CALLS));
    response.put(
        "mostResidentMegabytes", PeakMemory.ofProcess(ProcessHandle.current().pid()) / 1_048_576);
    return response;
  }

  private static void addTimes(ObjectNode response, ReadTimes times, int concurrentCalls) {
    response.put("secondsToCommit", times.secondsToCommit());
    response.put("secondsToFirstRead", times.secondsToFirstRead());
    response.put("secondsOfReading", times.secondsOfReading());
    response.put("secondsAfterLastRead", times.secondsAfterLastRead());
    ReadTimes.Shares shares = times.shares(concurrentCalls);
    response.put("allInFlight", shares.all());
    response.put("startOfReading", shares.start());
    response.put("betweenCalls", shares.between());
    response.put("endOfReading", shares.end());
    response.put("meanInFlight", times.meanInFlight());
    response.put("millisecondsInFlight", times.millisecondsInFlight());
  }
}
