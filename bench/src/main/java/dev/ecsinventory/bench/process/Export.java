package dev.ecsinventory.bench.process;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.aws.EcsReader;
import java.io.IOException;
import java.time.Duration;

/**
 * A run of the deployed exporter in a separate process, in both formats, without a table.
 *
 * @param store a directory or the endpoint of an S3
 * @param readsPerSecond request rate to ECS
 * @param concurrentCalls concurrency limit of reads
 * @param heap heap of the JVM, in megabytes
 * @param watched whether it records when its calls were in flight, which takes memory for each call
 */
public record Export(
    String ecs, String store, int readsPerSecond, int concurrentCalls, int heap, boolean watched) {
  /** The maximum of the setting. */
  public static final int UNLIMITED_READS_PER_SECOND = 10_000;

  /** A heap that does not limit the run, in megabytes. */
  private static final int LARGE_HEAP = 512;

  public Export {
    requireNonNull(ecs, "ecs is null");
    requireNonNull(store, "store is null");
  }

  /** A run that is limited only by the concurrency limit of the exporter. */
  public static Export of(String ecs, String store) {
    return new Export(
        ecs,
        store,
        UNLIMITED_READS_PER_SECOND,
        EcsReader.DEFAULT_CONCURRENT_CALLS,
        LARGE_HEAP,
        true);
  }

  public Export withReadsPerSecond(int newReadsPerSecond) {
    return new Export(ecs, store, newReadsPerSecond, concurrentCalls, heap, watched);
  }

  public Export withConcurrentCalls(int count) {
    return new Export(ecs, store, readsPerSecond, count, heap, watched);
  }

  /** This run with another heap, without records of calls, for measurements of memory. */
  public Export inHeapOf(int megabytes) {
    return new Export(ecs, store, readsPerSecond, concurrentCalls, megabytes, false);
  }

  /**
   * Runs the exporter.
   *
   * @return the result of {@link ExportProcess}
   * @throws IOException when it fails or does not read all of {@code fleet}
   */
  public JsonNode run(BenchFleet fleet, Duration limit) throws IOException, InterruptedException {
    JsonNode response = runWithFailures(fleet, limit);
    if (!isComplete(response, fleet)) {
      throw new IOException("%d task sets were not read: %s".formatted(fleet.taskSets(), response));
    }
    return response;
  }

  /**
   * Runs the exporter; reads may fail.
   *
   * @return the result of {@link ExportProcess}
   * @throws IOException when it commits no snapshot
   */
  public JsonNode runWithFailures(BenchFleet fleet, Duration limit)
      throws IOException, InterruptedException {
    return program().run(limit, arguments(fleet));
  }

  /** Whether the exporter commits a complete snapshot within the limit. */
  public boolean succeeds(BenchFleet fleet, Duration limit)
      throws IOException, InterruptedException {
    ChildJvm.Ended ended = program().tryRun(limit, arguments(fleet));
    return ended.exitCode() == 0 && isComplete(ended.response(), fleet);
  }

  private static boolean isComplete(JsonNode response, BenchFleet fleet) {
    return response.path("status").asText().equals("COMPLETE")
        && response.path("taskSets").asInt() == fleet.taskSets();
  }

  private ChildJvm program() throws IOException {
    return PackagedJvm.of(ExportProcess.class, heap);
  }

  private String[] arguments(BenchFleet fleet) {
    return new String[] {
      ecs,
      store,
      "json,parquet",
      String.valueOf(readsPerSecond),
      String.valueOf(concurrentCalls),
      String.valueOf(watched),
      String.join(",", fleet.regionNames()),
      String.join(",", fleet.roles())
    };
  }
}
