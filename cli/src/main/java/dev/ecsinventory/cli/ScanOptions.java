package dev.ecsinventory.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.config.SnapshotRequest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The options of {@code scan} as the function's settings and event, so that the same rules check
 * both. Problems are reported with the options' names.
 */
record ScanOptions(Map<String, String> environment, List<String> regions, List<String> clusters) {
  /**
   * Placeholder for the required bucket and table, which a scan does not have, regardless of the
   * environment.
   */
  private static final String NONE = "none";

  /** Files are directly in the directory, under their keys in a bucket. */
  private static final String NO_PREFIX = "";

  ScanOptions {
    environment = Map.copyOf(environment);
    regions = List.copyOf(regions);
    clusters = List.copyOf(clusters);
  }

  Settings settings() {
    Map<String, String> all = new HashMap<>(environment);
    all.put(Settings.BUCKET, NONE);
    all.put(Settings.TABLE, NONE);
    all.remove(Settings.PREFIX);
    if (!regions.isEmpty()) {
      all.put(Settings.REGIONS, String.join(",", regions));
    }
    Settings checked = inOptions(() -> Settings.from(all));
    return new Settings(
        checked.bucket(),
        checked.table(),
        checked.functionName(),
        checked.homeRegion(),
        NO_PREFIX,
        checked.formats(),
        checked.regions(),
        checked.roles(),
        checked.externalId(),
        checked.tagPolicy(),
        checked.events(),
        checked.readsPerSecond(),
        checked.versionRetentionDays(),
        checked.retention(),
        checked.stateMachine(),
        checked.discovery());
  }

  /**
   * The request of a snapshot.
   *
   * @param time the snapshot's time
   */
  SnapshotRequest request(Settings settings, Instant time, Instant now) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
    ObjectNode detail = event.putObject("detail");
    if (!clusters.isEmpty()) {
      ArrayNode list = detail.putArray("clusters");
      clusters.forEach(list::add);
    }
    byte[] json = event.toString().getBytes(StandardCharsets.UTF_8);
    return inOptions(
        () -> SnapshotRequest.read(new ByteArrayInputStream(json), settings, () -> now));
  }

  private <T> T inOptions(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (InvalidInputException problem) {
      throw new InvalidInputException(
          "options cannot be used", problem.problems().stream().map(this::inOptions).toList());
    }
  }

  private String inOptions(String problem) {
    String named =
        problem.replace("detail.clusters", "--cluster").replaceFirst("^time: ", "--time: ");
    return regions.isEmpty() ? named : named.replace(Settings.REGIONS, "--region");
  }
}
