package dev.ecsinventory.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.cli.errors.ExitCode;
import dev.ecsinventory.format.JsonLinesDecoder;
import dev.ecsinventory.handler.Response;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;

/** The function's response: the row of {@code snapshots} as JSON. */
final class Summary {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Summary() {}

  static Row row(String summary) {
    return JsonLinesDecoder.row(Snapshots.DATASET, json(summary));
  }

  static ExitCode exitCode(String summary) {
    return exitCode(row(summary), json(summary).has(Response.POLICY_NOTICES));
  }

  /**
   * The exit code of a snapshot.
   *
   * @param isVacuous whether its compliance statuses prove nothing, which is never exit code 0
   */
  static ExitCode exitCode(Row summary, boolean isVacuous) {
    ExitCode code = ExitCode.of(SnapshotStatus.valueOf(summary.get(Snapshots.STATUS)));
    return code == ExitCode.COMPLETE && isVacuous ? ExitCode.PARTIAL : code;
  }

  private static JsonNode json(String summary) {
    try {
      return MAPPER.readTree(summary);
    } catch (JsonProcessingException malformed) {
      throw new IllegalStateException("the function's response is not JSON: " + summary, malformed);
    }
  }
}
