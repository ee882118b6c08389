package dev.ecsinventory.cli.demo;

import dev.ecsinventory.simulator.fleet.Fleet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A realistic fleet of a shop in two Regions: a canary release in progress, one that AWS CodeDeploy
 * is shifting, services without tags, keys that differ in case only, a service from before 2018,
 * and names in several alphabets.
 */
public final class DemoFleet {
  private DemoFleet() {}

  /** The fleet at {@code time}, without the task sets that were created later. */
  public static Fleet asOf(Instant time) {
    Fleet fleet = read();
    for (Fleet.TaskSet taskSet : fleet.taskSets().toList()) {
      // In seconds, the unit of ECS.
      if (taskSet.document().node().path("createdAt").asDouble() > time.getEpochSecond()) {
        fleet = fleet.without(taskSet.arn());
      }
    }
    return fleet;
  }

  public static Fleet read() {
    try (InputStream resource = DemoFleet.class.getResourceAsStream("fleet.json")) {
      return Fleet.parse(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
