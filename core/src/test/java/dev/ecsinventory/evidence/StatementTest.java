package dev.ecsinventory.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.evidence.ChainStatement.Attestation;
import dev.ecsinventory.evidence.ChainStatement.Seal;
import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Execution(ExecutionMode.CONCURRENT)
class StatementTest {
  private static final String HASH = Sha256.of("content");
  private static final Link PREVIOUS =
      new Link("inventory/attestations/0000004/0000004710.dsse.json", HASH);

  private static final ChainStatement ATTESTATION =
      new ChainStatement(
          4711,
          Optional.of(PREVIOUS),
          Instant.parse("2026-01-15T06:00:07.250Z"),
          "history",
          "ecs-inventory 0.1.0",
          new Attestation(
              SnapshotId.parse("20260115T060000Z"),
              new Link("inventory/manifests/dt=2026-01-15/20260115T060000Z.json", HASH),
              SnapshotStatus.PARTIAL,
              33,
              2,
              64,
              false,
              2558));

  private static final String ATTESTATION_JSON =
      """
      {"_type":"https://in-toto.io/Statement/v1",\
      "predicate":{"bucket":"history","counts":{"readFailures":2,"taskSets":33},"dataFiles":64,\
      "late":false,"number":4711,\
      "previous":{"key":"inventory/attestations/0000004/0000004710.dsse.json","sha256":"HASH"},\
      "retentionDays":2558,"signedAt":"2026-01-15T06:00:07.250Z",\
      "snapshotId":"20260115T060000Z","software":"ecs-inventory 0.1.0","status":"PARTIAL"},\
      "predicateType":"https://ecs-inventory.dev/snapshot/v1",\
      "subject":[{"digest":{"sha256":"HASH"},\
      "name":"inventory/manifests/dt=2026-01-15/20260115T060000Z.json"}]}\
      """
          .replace("HASH", HASH);

  private static final ChainStatement SEAL =
      new ChainStatement(
          4711,
          Optional.of(PREVIOUS),
          Instant.parse("2026-01-16T06:00:07Z"),
          "history",
          "ecs-inventory 0.1.0",
          new Seal(LocalDate.parse("2026-01-15"), 4687, 24));

  @Test
  void aStatementHasOneText() {
    assertEquals(ATTESTATION_JSON, text(ATTESTATION));
    assertEquals(ATTESTATION, StatementJson.parse(StatementJson.bytes(ATTESTATION)));
    assertEquals(SEAL, StatementJson.parse(StatementJson.bytes(SEAL)));
  }

  /** The example of DSSE's specification, with the type of in-toto. */
  @Test
  void theSignatureCoversTypeAndLength() {
    assertEquals(
        "DSSEv1 28 application/vnd.in-toto+json 11 hello world",
        new String(
            Envelope.signedBytes("hello world".getBytes(StandardCharsets.UTF_8)),
            StandardCharsets.UTF_8));
  }

  @Test
  void aStatementOfAnyFleetCanBeSigned() {
    ChainStatement longest =
        new ChainStatement(
            9_999_999_999L,
            Optional.of(new Link("p".repeat(1000), HASH)),
            ATTESTATION.signedAt(),
            "b".repeat(63),
            "ecs-inventory 10.10.10-SNAPSHOT",
            ATTESTATION.content());
    assertTrue(Envelope.signedBytes(StatementJson.bytes(longest)).length < Signer.LONGEST_MESSAGE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"number\":4711 | \"number\":0 | statement/predicate: number is not a whole number from 1",
        "\"number\":4711 | \"number\":1 | statement/predicate: previous does not fit the number 1",
        "\"number\":4711 | \"number\":4711.0 | statement/predicate: number is not a whole number"
            + " from 1",
        "\"status\":\"PARTIAL\" | \"status\":\"partial\" | statement/predicate: status is not the"
            + " status of a snapshot",
        "20260115T060000Z\",\"soft | 20260115T060001Z\",\"soft | statement/subject: name is not the"
            + " manifest of 20260115T060001Z",
        "\"late\":false | \"late\":\"false\" | statement/predicate: late is neither true nor false",
        "07.250Z | 07.25Z | statement/predicate: signedAt is not a time in ISO 8601, in UTC",
        "Statement/v1 | Statement/v0.1 | statement: _type is not https://in-toto.io/Statement/v1",
        "snapshot/v1 | snapshot/v2 | statement: predicateType is neither snapshot/v1 nor day/v1",
        "\"dataFiles\":64 | \"dataFiles\":2147483648 | statement/predicate: dataFiles is more than"
            + " 2147483647",
        "\"dataFiles\":64 | \"dataFiles\":64,\"late\":true | statement is not JSON",
        "\"dataFiles\":64 | \"dataFiles\": 64 | statement is not canonical JSON (sorted keys, no"
            + " spaces)",
        "\"late\": | \"latter\": | statement/predicate: latter is not a field of it",
        "\"subject\":[{ | \"subject\":[{},{ | statement: subject is not a list with one item",
      })
  void rejectsAMalformedStatement(String part, String replacement, String message) {
    String changed = ATTESTATION_JSON.replace(part, replacement);
    assertEquals(
        message, problem(() -> StatementJson.parse(changed.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void rejectsAHashInUpperCaseAndASealOfAnotherStatement() {
    String upper =
        ATTESTATION_JSON.replace(
            "\"sha256\":\"" + HASH + "\"},\"ret",
            "\"sha256\":\"" + HASH.toUpperCase(Locale.ROOT) + "\"},\"ret");
    assertEquals(
        "statement/predicate/previous: sha256 is not a SHA-256 in 64 lower-case hex digits",
        problem(() -> StatementJson.parse(upper.getBytes(StandardCharsets.UTF_8))));
    String seal = text(SEAL).replace("\"name\":\"inventory", "\"name\":\"other");
    assertEquals(
        "statement/subject: is not the previous statement, as in every seal",
        problem(() -> StatementJson.parse(seal.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void rejectsAnEnvelopeWithAnotherTextForTheSameContent() {
    String envelope =
        new String(
            Envelope.sign(StatementJson.bytes(ATTESTATION), new LocalSigner()).bytes(),
            StandardCharsets.UTF_8);
    assertEquals("envelope is not JSON", problemOf(envelope + "x"));
    assertEquals(
        "envelope is not canonical JSON (sorted keys, no spaces)", problemOf(envelope + "\n"));
    assertEquals("envelope is not a JSON object", problemOf("[]"));
    assertEquals("envelope is not JSON", problemOf(envelope.substring(0, 50)));
    assertEquals(
        "envelope: payloadType is not application/vnd.in-toto+json",
        problemOf(envelope.replace("in-toto", "in-Toto")));
    assertEquals(
        "envelope/signatures: sig is not base64",
        problemOf(envelope.replace("\"sig\":\"", "\"sig\":\"*")));
  }

  private static String problemOf(String changed) {
    return problem(() -> Envelope.parse(changed.getBytes(StandardCharsets.UTF_8)));
  }

  private static String problem(Executable parse) {
    return assertThrows(MalformedEvidenceException.class, parse).getMessage();
  }

  private static String text(ChainStatement statement) {
    return new String(StatementJson.bytes(statement), StandardCharsets.UTF_8);
  }
}
