package dev.ecsinventory.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.format.Samples;
import dev.ecsinventory.manifest.Withdrawal;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.pipeline.SnapshotResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The fields of the response that are not columns of {@code snapshots}. */
class ResponseTest {
  private static final String ID = "20260115T060000Z";

  @Test
  void hasTheWithdrawalAndTheNewerSnapshot() throws IOException {
    Withdrawal withdrawal = new Withdrawal(ID, "a wrong clock", "2026-01-15T08:00:00Z", null);
    JsonNode response = response(Optional.of(withdrawal), Optional.of("20260115T070000Z"));

    assertEquals("COMPLETE", response.get("status").textValue());
    assertEquals("a wrong clock", response.at("/withdrawn/reason").textValue());
    assertEquals("2026-01-15T08:00:00Z", response.at("/withdrawn/withdrawnAt").textValue());
    assertEquals("20260115T070000Z", response.get("table_has_newer_snapshot").textValue());
  }

  @Test
  void omitsAbsentFields() throws IOException {
    JsonNode response = response(Optional.empty(), Optional.empty());
    assertFalse(response.has("withdrawn"));
    assertFalse(response.has("table_has_newer_snapshot"));
  }

  private static JsonNode response(Optional<Withdrawal> withdrawal, Optional<String> newer)
      throws IOException {
    return new JsonMapper()
        .readTree(
            Response.of(
                new SnapshotResult(
                    Samples.snapshot(SnapshotId.parse(ID), SnapshotStatus.COMPLETE),
                    true,
                    withdrawal,
                    newer,
                    List.of(),
                    List.of(),
                    List.of())));
  }
}
