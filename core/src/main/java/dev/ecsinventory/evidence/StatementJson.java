package dev.ecsinventory.evidence;

import dev.ecsinventory.evidence.ChainStatement.Attestation;
import dev.ecsinventory.evidence.ChainStatement.Content;
import dev.ecsinventory.evidence.ChainStatement.Seal;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.schema.ObjectKeys;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A statement as an in-toto statement in canonical JSON.
 *
 * @see <a href="https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md">Statement
 *     v1</a>
 */
final class StatementJson {
  static final String STATEMENT = "https://in-toto.io/Statement/v1";
  static final String ATTESTATION = "https://ecs-inventory.dev/snapshot/v1";
  static final String SEAL = "https://ecs-inventory.dev/day/v1";

  private static final Set<String> COMMON =
      Set.of("bucket", "number", "previous", "signedAt", "software");
  private static final Set<String> OF_ATTESTATION =
      Set.of("snapshotId", "status", "counts", "dataFiles", "late", "retentionDays");
  private static final Set<String> OF_SEAL = Set.of("day", "firstNumber", "attestations");
  private static final ObjectKeys NO_PREFIX = new ObjectKeys("");

  private StatementJson() {}

  /** The payload of the envelope. */
  static byte[] bytes(ChainStatement statement) {
    Map<String, Object> predicate = new TreeMap<>();
    predicate.put("bucket", statement.bucket());
    predicate.put("number", statement.number());
    predicate.put("signedAt", statement.signedAt().toString());
    predicate.put("software", statement.software());
    statement
        .previous()
        .ifPresent(
            link -> predicate.put("previous", Map.of("key", link.key(), "sha256", link.sha256())));
    return switch (statement.content()) {
      case Attestation attestation -> {
        add(attestation, predicate);
        yield bytes(attestation.manifest(), ATTESTATION, predicate);
      }
      case Seal seal -> {
        predicate.put("day", seal.day().toString());
        predicate.put("firstNumber", seal.first());
        predicate.put("attestations", seal.attestations());
        yield bytes(statement.previous().orElseThrow(), SEAL, predicate);
      }
    };
  }

  private static void add(Attestation attestation, Map<String, Object> predicate) {
    predicate.put("snapshotId", attestation.snapshot().value());
    predicate.put("status", attestation.status().name());
    predicate.put(
        "counts",
        Map.of("taskSets", attestation.taskSets(), "readFailures", attestation.readFailures()));
    predicate.put("dataFiles", attestation.dataFiles());
    predicate.put("late", attestation.late());
    predicate.put("retentionDays", attestation.retentionDays());
  }

  private static byte[] bytes(Link subject, String type, Map<String, Object> predicate) {
    return CanonicalJson.bytes(
        Map.of(
            "_type",
            STATEMENT,
            "subject",
            List.of(Map.of("name", subject.key(), "digest", Map.of("sha256", subject.sha256()))),
            "predicateType",
            type,
            "predicate",
            predicate));
  }

  /**
   * Parses the payload of an envelope.
   *
   * @throws MalformedEvidenceException when it is not a statement
   */
  static ChainStatement parse(byte[] payload) {
    Fields json = CanonicalJson.parse("statement", payload);
    json.allowOnly(Set.of("_type", "subject", "predicateType", "predicate"));
    json.constant("_type", STATEMENT);
    Link subject = subject(json.only("subject"));
    Fields predicate = json.object("predicate");
    Optional<Link> previous = previous(predicate);
    long number = predicate.number("number", 1);
    if (previous.isPresent() == (number == 1)) {
      throw predicate.malformed("previous", "does not fit the number " + number);
    }
    Content content =
        switch (json.text("predicateType")) {
          case ATTESTATION -> attestation(predicate, subject);
          case SEAL -> seal(predicate, subject, previous);
          default -> throw json.malformed("predicateType", "is neither snapshot/v1 nor day/v1");
        };
    return new ChainStatement(
        number,
        previous,
        predicate.time("signedAt"),
        predicate.text("bucket"),
        predicate.text("software"),
        content);
  }

  private static Link subject(Fields subject) {
    subject.allowOnly(Set.of("name", "digest"));
    Fields digest = subject.object("digest");
    digest.allowOnly(Set.of("sha256"));
    return new Link(subject.text("name"), digest.sha256("sha256"));
  }

  private static Optional<Link> previous(Fields predicate) {
    if (!predicate.has("previous")) {
      return Optional.empty();
    }
    Fields previous = predicate.object("previous");
    previous.allowOnly(Set.of("key", "sha256"));
    return Optional.of(new Link(previous.text("key"), previous.sha256("sha256")));
  }

  private static Attestation attestation(Fields predicate, Link manifest) {
    predicate.allowOnly(union(OF_ATTESTATION));
    SnapshotId snapshot =
        predicate.parsed("snapshotId", SnapshotId::parse, "is not the ID of a snapshot");
    if (!manifest.key().endsWith(NO_PREFIX.manifest(snapshot))) {
      throw new MalformedEvidenceException(
          "statement/subject: name is not the manifest of " + snapshot);
    }
    Fields counts = predicate.object("counts");
    counts.allowOnly(Set.of("taskSets", "readFailures"));
    return new Attestation(
        snapshot,
        manifest,
        predicate.parsed("status", SnapshotStatus::valueOf, "is not the status of a snapshot"),
        counts.count("taskSets"),
        counts.count("readFailures"),
        predicate.count("dataFiles"),
        predicate.flag("late"),
        predicate.count("retentionDays"));
  }

  private static Seal seal(Fields predicate, Link subject, Optional<Link> previous) {
    predicate.allowOnly(union(OF_SEAL));
    if (!previous.equals(Optional.of(subject))) {
      throw new MalformedEvidenceException(
          "statement/subject: is not the previous statement, as in every seal");
    }
    return new Seal(
        predicate.day("day"),
        predicate.number("firstNumber", 1),
        predicate.number("attestations", 0));
  }

  private static Set<String> union(Set<String> names) {
    Set<String> union = new HashSet<>(COMMON);
    union.addAll(names);
    return union;
  }
}
