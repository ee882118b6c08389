package dev.ecsinventory.manifest;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ListedObject;
import dev.ecsinventory.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads and puts the withdrawals of snapshots. The first withdrawal of a snapshot is final. */
public final class Withdrawals {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS))
          .build();

  private final ObjectStore store;
  private final ObjectKeys keys;

  public Withdrawals(ObjectStore store, ObjectKeys keys) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
  }

  /**
   * The withdrawal of a snapshot; empty when it is not withdrawn. An object that cannot be parsed
   * withdraws the snapshot, too: its reason states the problem, and its time is the epoch.
   */
  public Optional<Withdrawal> of(SnapshotId snapshot) {
    return store.get(keys.withdrawn(snapshot)).map(content -> parse(snapshot, content));
  }

  /** Whether a snapshot is withdrawn, regardless of the object's content. */
  public boolean contains(SnapshotId snapshot) {
    return store.get(keys.withdrawn(snapshot)).isPresent();
  }

  /** The withdrawn snapshots of {@code day} and of later days. */
  public Set<SnapshotId> since(LocalDate day) {
    return store.list(keys.withdrawn(), "").stream()
        .map(ListedObject::key)
        .flatMap(key -> KeyParts.snapshot(keys, key).stream())
        .filter(snapshot -> !snapshot.day().isBefore(day))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Withdraws a snapshot unless it is withdrawn; returns the stored withdrawal. */
  public Withdrawal withdraw(SnapshotId snapshot, Withdrawal withdrawal) {
    return store.putIfAbsent(keys.withdrawn(snapshot), bytes(withdrawal), "application/json")
        ? withdrawal
        : of(snapshot).orElseThrow();
  }

  private Withdrawal parse(SnapshotId snapshot, byte[] content) {
    try {
      return requireNonNull(MAPPER.readValue(content, Withdrawal.class));
    } catch (IOException | NullPointerException malformed) {
      return new Withdrawal(
          snapshot.value(),
          "not known: %s cannot be parsed".formatted(keys.withdrawn(snapshot)),
          Instant.EPOCH.toString(),
          null);
    }
  }

  private static byte[] bytes(Withdrawal withdrawal) {
    try {
      return MAPPER.writeValueAsBytes(withdrawal);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
