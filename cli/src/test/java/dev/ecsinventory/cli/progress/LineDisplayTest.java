package dev.ecsinventory.cli.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.format.Samples;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineDisplayTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private Instant now = Instant.parse("2026-01-15T06:00:00Z");
  private final ConsoleProgress progress =
      new ConsoleProgress(
          new LineDisplay(new PrintStream(printed, true, StandardCharsets.UTF_8), () -> now));

  @Test
  void printsThePlanAndTheEnd() {
    progress.planned(1, 2, 11);
    progress.servicesRead(1);
    now = now.plusMillis(1300);
    progress.ended(summary("COMPLETE", 1, 3, 0));

    assertEquals(
        List.of(
            "reading 2 clusters, about 11 services",
            "COMPLETE: 1 service, 3 task sets, 0 failures, 1.3 s"),
        lines());
  }

  @Test
  void printsEachTenPercentOnce() {
    progress.planned(1, 1, 1000);
    for (int service = 0; service < 1000; service++) {
      now = now.plusMillis(200);
      progress.servicesRead(1);
    }

    assertEquals(11, lines().size());
    assertEquals(" 10%  100 services, 0 task sets, 0 failures", lines().get(1));
    assertEquals("100%  1,000 services, 0 task sets, 0 failures", lines().get(10));
  }

  @Test
  void printsOnlyStartAndEndOfAShortSnapshot() {
    progress.planned(1, 1, 10);
    for (int service = 0; service < 10; service++) {
      now = now.plusMillis(190);
      progress.servicesRead(1);
    }
    progress.ended(summary("COMPLETE", 10, 0, 0));

    assertEquals(2, lines().size());
  }

  @Test
  void printsTheProgressOfASlowSnapshot() {
    progress.planned(1, 1, 1000);
    for (int minute = 0; minute < 3; minute++) {
      progress.servicesRead(1);
      now = now.plus(Duration.ofMinutes(1));
    }

    assertEquals(
        List.of(
            "reading 1 cluster, about 1,000 services",
            "  0%  2 services, 0 task sets, 0 failures",
            "  0%  3 services, 0 task sets, 0 failures"),
        lines());
  }

  @Test
  void addsUpPartialPlans() {
    progress.planned(1, 1, 1);
    progress.planned(1, 1, 3);
    progress.servicesRead(1);
    now = now.plusSeconds(2);
    progress.servicesRead(1);

    assertEquals(
        List.of(
            "reading 2 clusters, about 4 services", " 50%  2 services, 0 task sets, 0 failures"),
        lines());
  }

  @Test
  void usesTargetsWithoutKnownServices() {
    progress.planned(4, 4, 0);
    progress.targetFinished("one");
    now = now.plusSeconds(2);
    progress.targetFinished("two");

    assertEquals(" 50%  0 services, 0 task sets, 0 failures", lines().get(1));
  }

  @Test
  void neverExceedsOneHundredPercent() {
    progress.planned(1, 1, 2);
    progress.servicesRead(1);
    now = now.plusSeconds(2);
    progress.servicesRead(5);

    assertEquals("100%  6 services, 0 task sets, 0 failures", lines().get(1));
  }

  @Test
  void endsWithTheCountsOfTheSummary() {
    progress.planned(1, 1, 1);
    progress.servicesRead(1);
    progress.failuresSeen(7);
    progress.ended(summary("PARTIAL", 1_200, 2_400, 1));

    assertEquals("PARTIAL: 1,200 services, 2,400 task sets, 1 failure, 0.0 s", lines().getLast());
  }

  static Row summary(String status, int services, int taskSets, int failures) {
    SnapshotId id = SnapshotId.at(Instant.parse("2026-01-15T06:00:00Z"), Optional.empty());
    return Samples.snapshot(id, SnapshotStatus.valueOf(status))
        .with(Snapshots.SERVICE_COUNT, services)
        .with(Snapshots.TASK_SET_COUNT, taskSets)
        .with(Snapshots.READ_FAILURE_COUNT, failures);
  }

  private List<String> lines() {
    progress.close();
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
