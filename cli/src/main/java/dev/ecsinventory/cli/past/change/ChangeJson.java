package dev.ecsinventory.cli.past.change;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.manifest.AccountNames;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/** A comparison as one JSON object, whose list of changes is written entry by entry. */
final class ChangeJson implements ChangeWriter {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final PrintStream out;
  private final JsonGenerator json;
  private final AccountNames names;

  ChangeJson(PrintStream out, Compared before, Compared after) {
    this.out = requireNonNull(out, "out is null");
    this.names = after.names(before);
    try {
      json = MAPPER.createGenerator(out).useDefaultPrettyPrinter();
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartObject();
      json.writePOJOField("before", snapshot(before));
      json.writePOJOField("after", snapshot(after));
      json.writeArrayFieldStart("changes");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static ObjectNode snapshot(Compared compared) {
    Row summary = compared.snapshot().manifest().summary();
    return MAPPER
        .createObjectNode()
        .put("snapshot_id", compared.snapshot().id().value())
        .put("snapshot_time", compared.snapshot().id().time().toString())
        .put("status", summary.get(Snapshots.STATUS))
        .put("as_of", compared.asOf().toString())
        .put(
            "age_seconds",
            Duration.between(compared.snapshot().id().time(), compared.asOf()).toSeconds());
  }

  @Override
  public void accept(Change change) {
    ObjectNode entry =
        MAPPER
            .createObjectNode()
            .put("change", change.kind().name())
            .put("account_id", change.accountRegion().accountId())
            .put("account_name", names.known(change.accountRegion().accountId()).orElse(null))
            .put("region", change.accountRegion().region())
            .put("cluster_name", change.taskSet().map(name -> name.cluster()).orElse(null))
            .put("service_name", change.taskSet().map(name -> name.service()).orElse(null))
            .put("task_set_arn", change.taskSet().map(name -> change.resourceArn()).orElse(null))
            .put("resource_arn", change.resourceArn());
    ArrayNode columns = entry.putArray("columns");
    change.columns().forEach(column -> column.addTo(columns));
    entry.put("reason", change.reason().orElse(null));
    try {
      json.writePOJO(entry);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    try {
      json.writeEndArray();
      json.writeEndObject();
      json.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    out.println();
  }
}
