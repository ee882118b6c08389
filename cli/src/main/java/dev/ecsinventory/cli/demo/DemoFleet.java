package dev.ecsinventory.cli.demo;

import dev.ecsinventory.simulator.fleet.Fleet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A shop's fleet in two regions, as such fleets come to be: a release in the middle of a canary,
 * one that AWS CodeDeploy is shifting, services that somebody forgot to tag, keys that differ in
 * case only, a service from before 2018, and names in more than one alphabet.
 */
public final class DemoFleet {
  private DemoFleet() {}

  /** The fleet as it was: without the task sets that were created later. */
  public static Fleet asOf(Instant time) {
    Fleet fleet = read();
    for (Fleet.TaskSet taskSet : fleet.taskSets().toList()) {
      // In seconds, as ECS sends it.
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
