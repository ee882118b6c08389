package dev.ecsinventory.manifest;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ListedObject;
import dev.ecsinventory.store.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds committed snapshots by the keys of their manifests. It lists one day at a time, and only as
 * far as the caller reads the stream, because five years of hourly snapshots are 44,000 objects.
 */
public final class CommittedSnapshots {
  private static final Comparator<SnapshotId> ORDER =
      Comparator.comparing(SnapshotId::time).thenComparing(SnapshotId::value);

  private final ObjectStore store;
  private final ObjectKeys keys;

  public CommittedSnapshots(ObjectStore store, ObjectKeys keys) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
  }

  /** All committed snapshots, newest first. */
  public Stream<SnapshotId> newestFirst() {
    return newestFirst(LocalDate.MIN);
  }

  /** The committed snapshots of {@code since} and of later days, newest first. */
  public Stream<SnapshotId> newestFirst(LocalDate since) {
    return days().stream()
        .filter(day -> !day.isBefore(since))
        .sorted(Comparator.reverseOrder())
        .flatMap(day -> on(day).stream());
  }

  /** Those at or before {@code time}, the newest first. */
  public Stream<SnapshotId> upTo(Instant time) {
    LocalDate last = LocalDate.ofInstant(time, ZoneOffset.UTC);
    return days().stream()
        .filter(day -> !day.isAfter(last))
        .sorted(Comparator.reverseOrder())
        .flatMap(day -> on(day).stream())
        .filter(snapshot -> !snapshot.time().isAfter(time));
  }

  /** Those after {@code start} and at or before {@code end}, the oldest first. */
  public Stream<SnapshotId> between(Instant start, Instant end) {
    LocalDate first = LocalDate.ofInstant(start, ZoneOffset.UTC);
    LocalDate last = LocalDate.ofInstant(end, ZoneOffset.UTC);
    return days().stream()
        .filter(day -> !day.isBefore(first) && !day.isAfter(last))
        .sorted()
        .flatMap(day -> on(day).reversed().stream())
        .filter(snapshot -> snapshot.time().isAfter(start) && !snapshot.time().isAfter(end));
  }

  /** The manifest of a snapshot; empty when it is not committed. */
  public Optional<Manifest> manifest(SnapshotId snapshot) {
    return Manifest.read(store, keys, snapshot);
  }

  /**
   * Suggestions for a snapshot ID that does not exist: the last committed snapshots of the same or
   * an earlier day, and the first ones of the same or a later day.
   */
  public List<SnapshotId> nearest(SnapshotId snapshot, int count) {
    LocalDate day = snapshot.day();
    List<LocalDate> days = days();
    Stream<LocalDate> around =
        Stream.of(
                days.stream().filter(day::equals),
                days.stream().filter(day::isAfter).max(Comparator.naturalOrder()).stream(),
                days.stream().filter(day::isBefore).min(Comparator.naturalOrder()).stream())
            .flatMap(one -> one);
    return around
        .flatMap(one -> on(one).stream())
        .sorted(
            Comparator.comparing(other -> Duration.between(snapshot.time(), other.time()).abs()))
        .limit(count)
        .toList();
  }

  /** The days that have committed snapshots, in order. */
  public List<LocalDate> days() {
    return store.folders(keys.manifests()).stream()
        .flatMap(folder -> KeyParts.day(folder).stream())
        .toList();
  }

  private List<SnapshotId> on(LocalDate day) {
    return store.list(keys.manifests(day), "").stream()
        .map(ListedObject::key)
        .flatMap(key -> KeyParts.snapshot(keys, key).stream())
        .sorted(ORDER.reversed())
        .toList();
  }
}
