package dev.ecsinventory.cli.snapshots;

import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.WholeFile;
import dev.ecsinventory.evidence.EvidenceCheck;
import dev.ecsinventory.evidence.EvidenceReport;
import dev.ecsinventory.evidence.PublicKeys;
import dev.ecsinventory.model.SnapshotId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The options of {@code verify} for the evidence of snapshots. */
public final class EvidenceOptions {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description =
          "Public keys of the signer, in PEM. Default: those that are stored in the bucket, which"
              + " proves less.")
  private Path keys;

  @Option(
      names = "--anchor",
      paramLabel = "SHA256",
      description =
          "Hash of a statement that was stored elsewhere. Without it, a removed end of the chain"
              + " may not be found.")
  private String anchor;

  /**
   * Checks the chain of statements; empty where there is none and no option expects one.
   *
   * @param snapshots the snapshots that are checked
   */
  public Optional<EvidenceReport> check(
      SnapshotLocation location,
      List<SnapshotId> snapshots,
      Optional<LocalDate> since,
      Clock clock) {
    if (anchor != null && !HASH.matcher(anchor).matches()) {
      throw invalid(
          "--anchor: \"%s\" is not a SHA-256; accepted are 64 hex digits".formatted(anchor));
    }
    EvidenceCheck.Options options =
        new EvidenceCheck.Options(
            Optional.ofNullable(keys).map(EvidenceOptions::read),
            Optional.ofNullable(anchor),
            location.bucketName());
    EvidenceReport report =
        new EvidenceCheck(location.store(), location.keys(), clock, options)
            .check(snapshots, since);
    return Optional.of(report)
        .filter(one -> one.exists() || !one.findings().isEmpty() || isExpected());
  }

  private boolean isExpected() {
    return keys != null || anchor != null;
  }

  private static PublicKeys read(Path file) {
    try {
      return PublicKeys.parse(WholeFile.utf8(file));
    } catch (IOException | IllegalArgumentException unusable) {
      String problem = unusable instanceof IOException ? "cannot be read" : unusable.getMessage();
      throw invalid(
          "--keys: \"%s\" %s; accepted are public keys on P-256 in PEM".formatted(file, problem));
    }
  }

  private static InvalidInputException invalid(String problem) {
    return new InvalidInputException("options cannot be used", List.of(problem));
  }
}
