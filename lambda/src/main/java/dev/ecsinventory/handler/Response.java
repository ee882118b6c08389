package dev.ecsinventory.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.format.JsonLinesEncoder;
import dev.ecsinventory.pipeline.SnapshotResult;
import java.io.UncheckedIOException;

/**
 * The function's response: the snapshot's row of {@code snapshots} as JSON, and notices of the run
 * that are not part of the committed data.
 */
public final class Response {
  /** Field with the reasons why the compliance statuses prove nothing; absent without one. */
  public static final String POLICY_NOTICES = "policy_notices";

  private static final JsonMapper MAPPER = new JsonMapper();

  private Response() {}

  static byte[] of(SnapshotResult result) {
    try {
      ObjectNode response = (ObjectNode) MAPPER.readTree(JsonLinesEncoder.line(result.summary()));
      if (!result.settingsDiffer().isEmpty()) {
        result.settingsDiffer().forEach(response.putArray("settings_differ")::add);
      }
      if (!result.policyNotices().isEmpty()) {
        result.policyNotices().forEach(response.putArray(POLICY_NOTICES)::add);
      }
      result.withdrawn().ifPresent(by -> response.set("withdrawn", MAPPER.valueToTree(by)));
      result.supersededBy().ifPresent(newer -> response.put("table_has_newer_snapshot", newer));
      return MAPPER.writeValueAsBytes(response);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
