package dev.ecsinventory.cli.demo;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.config.SnapshotRequest;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.pipeline.Environment;
import dev.ecsinventory.pipeline.Progress;
import dev.ecsinventory.pipeline.SnapshotPipeline;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fault.FaultScript;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The snapshots of the days before the demo's, so that the report shows a trend. On one day the
 * role had no permission to read a cluster.
 */
public final class DemoDays {
  /** A day with a COMPLETE snapshot, then one with a PARTIAL snapshot. */
  private static final List<Instant> TIMES =
      List.of(Instant.parse("2026-01-13T06:00:00Z"), Instant.parse("2026-01-14T06:00:00Z"));

  private static final FaultRule UNREADABLE =
      FaultRule.of(new Fault.AccessDenied())
          .on("ListServices")
          .touching("arn:aws:ecs:eu-central-1:123456789012:cluster/data");

  private static final Duration TAKES = Duration.ofSeconds(7);

  private final DemoEngines engines;
  private final AwsClients clients;

  public DemoDays(DemoEngines engines, AwsClients clients) {
    this.engines = requireNonNull(engines, "engines is null");
    this.clients = requireNonNull(clients, "clients is null");
  }

  /** Takes the snapshots; afterwards, the engines have the fleet of the demo itself. */
  public void take() {
    for (Instant time : TIMES) {
      engines.ecs().fleet(DemoFleet.asOf(time));
      boolean unreadable = time.equals(TIMES.getLast());
      engines.ecs().faults(unreadable ? FaultScript.of(UNREADABLE) : FaultScript.NONE);
      take(time);
    }
    engines.ecs().fleet(DemoFleet.read());
    engines.ecs().faults(FaultScript.NONE);
  }

  private void take(Instant time) {
    Clock clock = Clock.fixed(time.plus(TAKES), ZoneOffset.UTC);
    String event = "{\"time\":\"%s\"}".formatted(time);
    Environment environment = engines.environment(clients, clock, Progress.NONE);
    new SnapshotPipeline(environment)
        .run(
            SnapshotRequest.read(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                environment.settings(),
                clock),
            Deadline.NONE);
  }
}
