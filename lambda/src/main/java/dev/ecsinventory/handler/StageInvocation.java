package dev.ecsinventory.handler;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.config.SnapshotRequest;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.pipeline.Environment;
import dev.ecsinventory.pipeline.RunMetrics;
import dev.ecsinventory.pipeline.SnapshotFailedException;
import dev.ecsinventory.pipeline.SnapshotPipeline;
import dev.ecsinventory.pipeline.SnapshotResult;
import dev.ecsinventory.pipeline.SnapshotStages;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs one stage for a state machine. Responses are small: they contain names of objects and
 * whether a loop is done, because a state machine passes at most 256 KiB from state to state.
 */
final class StageInvocation {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final SnapshotStages stages;
  private final SnapshotPipeline pipeline;
  private final RunMetrics reporter;
  private final Environment environment;

  StageInvocation(Environment environment, SnapshotPipeline pipeline, RunMetrics reporter) {
    this.environment = requireNonNull(environment, "environment is null");
    this.stages = new SnapshotStages(environment);
    this.pipeline = requireNonNull(pipeline, "pipeline is null");
    this.reporter = requireNonNull(reporter, "reporter is null");
  }

  /** The response to a request. */
  byte[] run(StageRequest stage, Deadline deadline) {
    SnapshotRequest request =
        SnapshotRequest.read(stage.envelope(), environment.settings(), environment.clock());
    return switch (stage.stage()) {
      case BEGIN -> begin(request, deadline);
      case READ -> done(stages.read(request, stage.group(), stage.turn(), deadline));
      case GIVE_UP -> {
        stages.giveUp(request, stage.group(), deadline);
        yield done(true);
      }
      case COMMIT -> commit(request, deadline);
      case FINISH -> finish(request, deadline);
    };
  }

  private byte[] begin(SnapshotRequest request, Deadline deadline) {
    SnapshotStages.Start start = stages.begin(request, deadline);
    return json(Map.of("committed", start.committed(), "groups", start.groupsKey()));
  }

  private byte[] commit(SnapshotRequest request, Deadline deadline) {
    try {
      SnapshotStages.Committed committed = stages.commit(request, deadline);
      committed.supersededBy().ifPresent(newer -> RunMetrics.tableNotWritten(request.id(), newer));
      return json(Map.of("status", committed.summary().get(Snapshots.STATUS)));
    } catch (SnapshotFailedException failure) {
      reporter.failed(failure.summary(), duration(failure.summary()));
      throw failure;
    }
  }

  /** Without time for the maintenance, another turn does it: the published parts are complete. */
  private byte[] finish(SnapshotRequest request, Deadline deadline) {
    SnapshotResult result = stages.finish(request, deadline);
    InventoryHandler.report(reporter, request, result, duration(result.summary()));
    boolean hasTime = !deadline.hasPassed();
    if (hasTime) {
      pipeline.maintain(request, deadline);
    }
    return done(hasTime);
  }

  private static Duration duration(Row summary) {
    Instant start = summary.get(Snapshots.STARTED_AT);
    Instant end = summary.get(Snapshots.FINISHED_AT);
    return Duration.between(start, end);
  }

  private static byte[] done(boolean done) {
    return json(Map.of("done", done));
  }

  private static byte[] json(Map<String, Object> response) {
    try {
      return MAPPER.writeValueAsBytes(new TreeMap<>(response));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
