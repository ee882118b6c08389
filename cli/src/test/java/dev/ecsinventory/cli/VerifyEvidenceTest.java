package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.evidence.Attester;
import dev.ecsinventory.evidence.LocalSigner;
import dev.ecsinventory.evidence.PublicKeys;
import dev.ecsinventory.manifest.CommittedSnapshots;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.pipeline.Exporter;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.store.DirectoryObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify} with the evidence of snapshots. */
class VerifyEvidenceTest {
  private static final ObjectKeys KEYS = new ObjectKeys("inventory/");
  private static final Instant TIME = Instant.parse("2026-01-15T06:00:00Z");

  private final LocalSigner signer = new LocalSigner();
  @TempDir private Path directory;
  private Path key;

  @BeforeEach
  void takeASnapshot() throws IOException {
    key = directory.resolve("key.pem");
    Files.writeString(key, PublicKeys.pem(signer.publicKey()));
    try (Exporter exporter =
        Exporter.of(FleetGenerator.uniform(1).generate(new FleetSize(1, 2, 1)), bucket())) {
      exporter.run("{\"time\":\"%s\",\"detail\":{}}".formatted(TIME));
    }
  }

  private Path bucket() {
    return directory.resolve("bucket");
  }

  private void sign() {
    DirectoryObjectStore store = new DirectoryObjectStore(bucket());
    Clock clock = Clock.fixed(TIME.plusSeconds(60), ZoneOffset.UTC);
    SnapshotId snapshot =
        new CommittedSnapshots(store, KEYS).newestFirst().findFirst().orElseThrow();
    new Attester(store, KEYS, signer, "bucket", 2558, clock).sign(snapshot);
  }

  private CommandLineRun verify(String... options) {
    List<String> arguments = new ArrayList<>(List.of("verify", "--from", bucket().toString()));
    arguments.addAll(List.of(options));
    return CommandLineRun.at(TIME.plusSeconds(7200), Map.of(), arguments.toArray(String[]::new));
  }

  @Test
  void statesWhoSignedAndWhatToStoreElsewhere() throws IOException {
    sign();
    CommandLineRun run = verify("--keys", key.toString(), "--format", "json");
    assertEquals(0, run.exitCode(), run.out() + run.err());
    JsonNode evidence = new JsonMapper().readTree(run.out()).path("evidence");
    assertEquals(1, evidence.path("attestations").asInt());
    assertEquals(PublicKeys.id(signer.publicKey()), evidence.path("keyIds").path(0).asText());
    String newest = evidence.path("newestSha256").asText();

    CommandLineRun anchored = verify("--keys", key.toString(), "--anchor", newest);
    assertEquals(0, anchored.exitCode(), anchored.out() + anchored.err());
    assertTrue(
        anchored
            .out()
            .replaceAll("\\s+", " ")
            .contains("signed by " + PublicKeys.id(signer.publicKey())),
        anchored.out());
    assertTrue(
        anchored.out().replaceAll("\\s+", " ").contains("The anchor is in the chain"),
        anchored.out());
    CommandLineRun other = verify("--keys", key.toString(), "--anchor", "0".repeat(64));
    assertEquals(5, other.exitCode());
    assertTrue(other.out().contains("ANCHOR_MISMATCH"), other.out());
  }

  @Test
  void withoutTheKeyItStatesThatTheBucketsKeysProveLess() {
    sign();
    CommandLineRun run = verify();
    assertEquals(0, run.exitCode(), run.out() + run.err());
    assertTrue(run.out().contains("--keys FILE proves more"), run.out());
  }

  @Test
  void anotherKeyIsAFinding() throws IOException {
    sign();
    Files.writeString(key, PublicKeys.pem(new LocalSigner().publicKey()));
    CommandLineRun run = verify("--keys", key.toString());
    assertEquals(5, run.exitCode());
    assertTrue(run.out().contains("KEY_UNKNOWN"), run.out());
  }

  @Test
  void aChangedManifestIsAFinding() throws IOException {
    sign();
    Path manifest = bucket().resolve(KEYS.manifest(SnapshotId.parse("20260115T060000Z")));
    Files.writeString(manifest, Files.readString(manifest) + "\n");
    CommandLineRun run = verify("--keys", key.toString());
    assertEquals(5, run.exitCode(), run.out());
    assertTrue(run.out().contains("MANIFEST_CHANGED"), run.out());
  }

  /** The absence of evidence must not look like evidence. */
  @Test
  void nothingIsProvenWithoutStatements() {
    CommandLineRun expected = verify("--keys", key.toString());
    assertEquals(3, expected.exitCode(), expected.out());
    assertTrue(expected.out().contains("Evidence: none."), expected.out());
    CommandLineRun notExpected = verify();
    assertEquals(0, notExpected.exitCode());
    assertFalse(notExpected.out().contains("Evidence"), notExpected.out());
  }

  @Test
  void rejectsOptionsThatAreNoKeyAndNoHash() throws IOException {
    Files.writeString(key, "no key");
    for (List<String> wrong :
        List.of(
            List.of("--keys", key.toString(), "contains no public key in PEM"),
            List.of("--keys", directory.resolve("none").toString(), "cannot be read"),
            List.of("--anchor", "ABC", "\"ABC\" is not a SHA-256"))) {
      CommandLineRun run = verify(wrong.get(0), wrong.get(1));
      assertEquals(2, run.exitCode(), run.err());
      assertTrue(run.err().contains(wrong.get(2)), run.err());
    }
  }
}
