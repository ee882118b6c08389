package dev.ecsinventory.bench.process;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.aws.EcsReader;
import java.io.IOException;
import java.time.Duration;

/**
 * A run of the exporter, as it is deployed, in a process of its own; in both formats, without a
 * table.
 *
 * @param store a directory or the endpoint of an S3
 * @param readsPerSecond our share of the read bucket
 * @param concurrentCalls how many reads may be under way at once
 * @param heap of the JVM, in megabytes
 * @param watched whether it answers when its calls were in flight, which takes memory for each
 */
public record Export(
    String ecs, String store, int readsPerSecond, int concurrentCalls, int heap, boolean watched) {
  /** The most that the setting accepts. */
  public static final int UNPACED = 10_000;

  /** What a function of a gigabyte has. */
  private static final int ROOMY = 512;

  public Export {
    requireNonNull(ecs, "ecs is null");
    requireNonNull(store, "store is null");
  }

  /** As fast as the exporter's own limit on calls under way allows, in a heap that is no matter. */
  public static Export of(String ecs, String store) {
    return new Export(ecs, store, UNPACED, EcsReader.DEFAULT_CONCURRENT_CALLS, ROOMY, true);
  }

  public Export paced(int newReadsPerSecond) {
    return new Export(ecs, store, newReadsPerSecond, concurrentCalls, heap, watched);
  }

  public Export withConcurrentCalls(int count) {
    return new Export(ecs, store, readsPerSecond, count, heap, watched);
  }

  /** For those who look at its memory: it is not watched. */
  public Export inHeapOf(int megabytes) {
    return new Export(ecs, store, readsPerSecond, concurrentCalls, megabytes, false);
  }

  /**
   * Runs it.
   *
   * @return what {@link ExportProcess} answers
   * @throws IOException when it fails or does not read all of {@code fleet}
   */
  public JsonNode run(BenchFleet fleet, Duration limit) throws IOException, InterruptedException {
    JsonNode response = runAnyway(fleet, limit);
    if (!isWhole(response, fleet)) {
      throw new IOException("%d task sets were not read: %s".formatted(fleet.taskSets(), response));
    }
    return response;
  }

  /**
   * Runs it, with whatever failures its reads have.
   *
   * @return what {@link ExportProcess} answers
   * @throws IOException when it commits no snapshot
   */
  public JsonNode runAnyway(BenchFleet fleet, Duration limit)
      throws IOException, InterruptedException {
    return program().run(limit, arguments(fleet));
  }

  /** Whether it ends well, and in time. */
  public boolean succeeds(BenchFleet fleet, Duration limit)
      throws IOException, InterruptedException {
    ChildJvm.Ended ended = program().tryRun(limit, arguments(fleet));
    return ended.exitCode() == 0 && isWhole(ended.response(), fleet);
  }

  private static boolean isWhole(JsonNode response, BenchFleet fleet) {
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
