package dev.ecsinventory.verify;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.manifest.CommittedSnapshots;
import dev.ecsinventory.manifest.DataFile;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.manifest.UnreadableManifestException;
import dev.ecsinventory.manifest.Withdrawals;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ObjectStore;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks that committed snapshots lose nothing: their objects are the committed ones, all formats
 * and counts agree, and, as sets, requested = read ∪ read failures, and listed = rows ∪ read
 * failures. It only reads, with the rows of one target in memory at a time.
 */
public final class Conservation {
  private final ObjectStore store;
  private final ObjectKeys keys;
  private final Clock clock;
  private final CommittedSnapshots snapshots;
  private final Withdrawals withdrawals;
  private final boolean reevaluates;

  /**
   * A check of a bucket or directory.
   *
   * @param keys the current location of the snapshots, which may be a copy under another prefix
   * @param clock determines whether files can have expired
   */
  public Conservation(ObjectStore store, ObjectKeys keys, Clock clock) {
    this(store, keys, clock, false);
  }

  private Conservation(ObjectStore store, ObjectKeys keys, Clock clock, boolean reevaluates) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.snapshots = new CommittedSnapshots(store, keys);
    this.withdrawals = new Withdrawals(store, keys);
    this.reevaluates = reevaluates;
  }

  /**
   * The same check, which also evaluates the committed rows again with the committed policies, and
   * compares the compliance statuses and violations. A version that evaluates differently than the
   * one that wrote a snapshot reports that as a finding.
   */
  public Conservation reevaluating() {
    return new Conservation(store, keys, clock, true);
  }

  /** Checks every committed snapshot. */
  public static ConservationReport check(ObjectStore store, ObjectKeys keys) {
    Conservation conservation = new Conservation(store, keys, Clock.systemUTC());
    return conservation.check(conservation.snapshots.newestFirst(), Optional.empty());
  }

  /**
   * Checks committed snapshots, and the table against the newest full one that is not withdrawn,
   * regardless of the selection.
   *
   * @param selected ids of committed snapshots
   * @param table the table that the snapshots were written to; empty when it is not checked
   */
  public ConservationReport check(Stream<SnapshotId> selected, Optional<CurrentItems> table) {
    ConservationFindings findings = new ConservationFindings();
    selected.forEach(snapshot -> check(snapshot, findings));
    table.ifPresent(items -> compare(items, findings));
    return findings.report();
  }

  private void check(SnapshotId id, ConservationFindings findings) {
    findings.snapshotChecked();
    boolean withdrawn = withdrawals.contains(id);
    if (withdrawn) {
      findings.withdrawn(id);
    }
    parse(id, withdrawn, findings).ifPresent(this::check);
  }

  private void check(SnapshotUnderCheck snapshot) {
    if (snapshot.manifest().requested() != null) {
      new SnapshotCheck(store, keys, snapshot, clock.instant(), reevaluates).check();
      return;
    }
    snapshot
        .findings()
        .notChecked(
            snapshot.id(),
            "conservation",
            "the manifest has no specification and no listings: version 0.1.0 wrote it; only the"
                + " files were compared");
    CommittedObjects objects = new CommittedObjects(store, keys, snapshot);
    for (DataFile file : snapshot.manifest().files()) {
      objects.read(file);
    }
  }

  private Optional<SnapshotUnderCheck> parse(
      SnapshotId id, boolean withdrawn, ConservationFindings findings) {
    String key = keys.manifest(id);
    Optional<byte[]> content = store.get(key);
    if (content.isEmpty()) {
      findings.add(FindingCode.FILE_MISSING, id, key, "the manifest");
      return Optional.empty();
    }
    try {
      Manifest manifest = Manifest.parse(content.get());
      return Optional.of(new SnapshotUnderCheck(id, manifest, manifest.summary(), findings));
    } catch (RuntimeException malformed) {
      if (withdrawn) {
        findings.notChecked(id, "manifest", "the snapshot is withdrawn; " + message(malformed));
      } else {
        findings.add(FindingCode.MANIFEST_UNREADABLE, id, key, message(malformed));
      }
      return Optional.empty();
    }
  }

  private static String message(RuntimeException malformed) {
    return malformed instanceof UnreadableManifestException manifest
        ? manifest.getMessage()
        : "its row of snapshots cannot be decoded";
  }

  private void compare(CurrentItems items, ConservationFindings findings) {
    // Before the manifests: a run that is in progress writes its summary after its manifest.
    Set<SnapshotId> summaries = items.summaries();
    Set<SnapshotId> withdrawn = withdrawals.since(LocalDate.MIN);
    Set<SnapshotId> committed =
        snapshots.newestFirst().collect(Collectors.toCollection(LinkedHashSet::new));
    summaries.stream()
        .filter(id -> !committed.contains(id) && !withdrawn.contains(id))
        .sorted(Comparator.comparing(SnapshotId::value))
        .forEach(
            id ->
                findings.add(
                    FindingCode.TABLE_SNAPSHOT_LOST, id, keys.manifest(id), "it does not exist"));
    committed.stream()
        .filter(snapshot -> snapshot.scopeHash().isEmpty() && !withdrawn.contains(snapshot))
        .findFirst()
        .flatMap(snapshot -> parse(snapshot, false, findings))
        .ifPresent(snapshot -> new TableCheck(store, keys, snapshot, items, withdrawn).check());
  }
}
