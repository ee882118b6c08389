package dev.ecsinventory.cli.snapshots;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.format.JsonLinesEncoder;
import dev.ecsinventory.manifest.Withdrawal;
import dev.ecsinventory.schema.Row;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A list of snapshots for programs: an array with an object per snapshot. */
public final class SnapshotListJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private SnapshotListJson() {}

  /** The text, with a line break at its end. */
  public static String of(List<ListedSnapshot> snapshots, Instant now) {
    ArrayNode array = MAPPER.createArrayNode();
    for (ListedSnapshot snapshot : snapshots) {
      ObjectNode json = array.addObject();
      json.put("snapshot", snapshot.id().value());
      json.put("ageSeconds", Duration.between(snapshot.id().time(), now).toSeconds());
      summary(json, snapshot.summary());
      withdrawal(json, snapshot.withdrawal());
    }
    return array.toPrettyString() + System.lineSeparator();
  }

  /** Null when the manifest cannot be parsed. */
  private static void summary(ObjectNode json, Optional<Row> summary) {
    try {
      json.set(
          "summary",
          summary.isEmpty()
              ? MAPPER.nullNode()
              : MAPPER.readTree(JsonLinesEncoder.line(summary.get())));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void withdrawal(ObjectNode json, Optional<Withdrawal> withdrawal) {
    if (withdrawal.isEmpty()) {
      json.putNull("withdrawn");
      return;
    }
    json.putObject("withdrawn")
        .put("reason", withdrawal.get().reason())
        .put("withdrawnAt", withdrawal.get().withdrawnAt())
        .put("withdrawnBy", withdrawal.get().withdrawnBy());
  }
}
