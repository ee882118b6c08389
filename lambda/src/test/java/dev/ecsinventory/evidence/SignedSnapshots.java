package dev.ecsinventory.evidence;

import dev.ecsinventory.compact.HourlySnapshots;
import dev.ecsinventory.evidence.EvidenceCheck.Options;
import dev.ecsinventory.manifest.CommittedSnapshots;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.MemoryObjectStore;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.verify.Conservation;
import dev.ecsinventory.verify.ConservationFinding;
import dev.ecsinventory.verify.ConservationReport;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Committed snapshots of some days, and the attester that signs them. */
public final class SignedSnapshots {
  static final String BUCKET = "history";
  static final LocalDate DAY = LocalDate.parse("2026-01-15");

  final MemoryObjectStore store = new MemoryObjectStore();
  final LocalSigner signer;
  final HourlySnapshots snapshots = new HourlySnapshots(store);
  final ObjectKeys keys = snapshots.keys();

  SignedSnapshots() {
    this(new LocalSigner());
  }

  SignedSnapshots(LocalSigner signer) {
    this.signer = signer;
  }

  /** Takes a snapshot of an hour and signs it seconds later. */
  SnapshotId run(LocalDate day, int hour) {
    SnapshotId id = commit(day, hour);
    attester(store, time(day, hour)).sign(id);
    return id;
  }

  SnapshotId commit(LocalDate day, int hour) {
    return snapshots.write(day, hour, "a", "b" + day + hour).id();
  }

  static Instant time(LocalDate day, int hour) {
    return day.atTime(hour, 0, 7).toInstant(ZoneOffset.UTC);
  }

  Attester attester(ObjectStore in, Instant now) {
    return attester(in, now, signer);
  }

  Attester attester(ObjectStore in, Instant now, Signer by) {
    return new Attester(in, keys, by, BUCKET, 2558, Clock.fixed(now, ZoneOffset.UTC));
  }

  /** The check of an auditor who has the public key. */
  EvidenceReport check(ObjectStore in, Instant now) {
    return check(in, now, Optional.empty(), Optional.empty());
  }

  EvidenceReport check(
      ObjectStore in, Instant now, Optional<String> anchor, Optional<LocalDate> since) {
    Options options =
        new Options(Optional.of(PublicKeys.of(signer.publicKey())), anchor, Optional.of(BUCKET));
    return new EvidenceCheck(in, keys, Clock.fixed(now, ZoneOffset.UTC), options)
        .check(new CommittedSnapshots(in, keys).newestFirst().toList(), since);
  }

  /** The codes of all findings about the evidence and about the files. */
  TreeSet<String> findings(ObjectStore in, Instant now, Optional<String> anchor) {
    ConservationReport files =
        new Conservation(in, keys, Clock.fixed(now, ZoneOffset.UTC))
            .check(new CommittedSnapshots(in, keys).newestFirst(), Optional.empty());
    return codes(
        Stream.concat(
            files.findings().stream(),
            check(in, now, anchor, Optional.empty()).findings().stream()));
  }

  static TreeSet<String> codes(List<ConservationFinding> findings) {
    return codes(findings.stream());
  }

  private static TreeSet<String> codes(Stream<ConservationFinding> findings) {
    return findings
        .map(finding -> finding.code().name())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
