package dev.ecsinventory.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.write.JsonLinesDecoder;

/** What the function answers: the row of {@code snapshots} as JSON. */
final class Summary {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Summary() {}

  static Row row(String summary) {
    try {
      return JsonLinesDecoder.row(Snapshots.DATASET, MAPPER.readTree(summary));
    } catch (JsonProcessingException malformed) {
      throw new IllegalStateException("the function's answer is not JSON: " + summary, malformed);
    }
  }

  static ExitCode exitCode(String summary) {
    return exitCode(row(summary));
  }

  static ExitCode exitCode(Row summary) {
    return ExitCode.of(SnapshotStatus.valueOf(summary.get(Snapshots.STATUS)));
  }
}
