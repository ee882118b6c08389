package dev.ecsinventory.evidence;

import static dev.ecsinventory.evidence.SignedSnapshots.DAY;
import static dev.ecsinventory.evidence.SignedSnapshots.time;

import dev.ecsinventory.compact.HourlySnapshots;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.store.ListedObject;
import dev.ecsinventory.store.MemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** One random change of a bucket, and the findings that it must have. */
final class EvidenceTampering {
  /** The kinds of changes. */
  enum Kind {
    FLIP,
    DELETE,
    SWAP,
    RENAME,
    TRUNCATE,
    RESTORE,
    INSERT,
    RESIGN,
    CUT_STATEMENTS,
    CUT_WITH_MANIFESTS,
    REWRITE
  }

  /** The kinds of objects. */
  private enum Part {
    DATA(Set.of("FILE_CHANGED"), Set.of("FILE_MISSING")),
    MANIFEST(Set.of("MANIFEST_CHANGED"), Set.of("MANIFEST_MISSING")),
    STATEMENT(
        Set.of("SIGNATURE_INVALID", "KEY_UNKNOWN"),
        Set.of("NUMBER_MISSING", "UNATTESTED_MANIFEST"));

    private final Set<String> changed;
    private final Set<String> missing;

    Part(Set<String> changed, Set<String> missing) {
      this.changed = changed;
      this.missing = missing;
    }
  }

  /** A snapshot that was not taken. */
  private static final SnapshotId HOUR_AFTER = HourlySnapshots.id(DAY, 23);

  private final SignedSnapshots original;
  private final SignedSnapshots other;
  private final Random random;
  final Kind kind;
  MemoryObjectStore store;

  /** One of them must be found; none means that the change is found by the anchor only. */
  Set<String> expected;

  String description;

  EvidenceTampering(SignedSnapshots original, SignedSnapshots other, long seed) {
    this.original = original;
    this.other = other;
    this.random = new Random(seed);
    this.kind = Kind.values()[random.nextInt(Kind.values().length)];
    this.store = original.store.copy();
    apply();
    description = "seed %d: %s %s".formatted(seed, kind, description);
  }

  private void apply() {
    Part part = Part.values()[random.nextInt(Part.values().length)];
    String key = any(keys(part));
    byte[] content = content(key);
    description = key;
    switch (kind) {
      case FLIP -> change(part, key, flipped(content));
      case TRUNCATE -> change(part, key, Arrays.copyOf(content, random.nextInt(content.length)));
      case DELETE -> {
        store.remove(key);
        expected = part.missing;
      }
      case SWAP -> swap(part, key);
      case RENAME -> rename(part, key, content);
      case RESTORE -> restore(part, key);
      case INSERT -> insert();
      case RESIGN -> resign();
      case CUT_STATEMENTS -> cut(false);
      case CUT_WITH_MANIFESTS -> cut(true);
      case REWRITE -> rewrite();
    }
  }

  private void change(Part part, String key, byte[] content) {
    store.put(key, content, "");
    expected = part.changed;
  }

  private byte[] flipped(byte[] content) {
    byte[] changed = content.clone();
    changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
    return changed;
  }

  private void swap(Part part, String key) {
    byte[] content = content(key);
    List<String> different =
        keys(part).stream().filter(one -> !Arrays.equals(content, content(one))).toList();
    String second = any(different);
    store.put(key, content(second), "");
    store.put(second, content, "");
    expected = part == Part.STATEMENT ? Set.of("MOVED") : part.changed;
  }

  private void rename(Part part, String key, byte[] content) {
    store.remove(key);
    expected = part.missing;
    switch (part) {
      case DATA -> store.put(key + ".old", content, "");
      case MANIFEST -> store.put(original.keys.manifest(HOUR_AFTER), content, "");
      case STATEMENT -> store.put(original.keys.attestation(100), content, "");
    }
  }

  /** An earlier object with the same key: valid by itself, of another history. */
  private void restore(Part part, String key) {
    if (part != Part.STATEMENT) {
      // Files without rows are equal in both histories.
      byte[] content = content(key);
      List<String> different =
          otherKeys(part).stream()
              .filter(one -> !Arrays.equals(content, other.store.get(one).orElseThrow()))
              .toList();
      change(part, key, other.store.get(any(different)).orElseThrow());
      return;
    }
    Chain chain = new Chain(store, original.keys);
    long number = 1 + random.nextLong(chain.newest());
    Chain.Signed signed = chain.read(number).orElseThrow().signed().orElseThrow();
    Envelope again = Envelope.sign(signed.envelope().payload(), original.signer);
    store.put(original.keys.attestation(number), again.bytes(), "");
    description = "statement " + number;
    expected = number < chain.newest() ? Set.of("CHAIN_BROKEN") : Set.of();
  }

  /** A snapshot that another party writes. */
  private void insert() {
    String from = any(keys(Part.MANIFEST));
    store.put(original.keys.manifest(HOUR_AFTER), content(from), "");
    description = from;
    expected = Set.of("UNATTESTED_MANIFEST");
  }

  /** All statements from a number on, with another key, whose public key is stored, too. */
  private void resign() {
    LocalSigner forger = new LocalSigner();
    Chain chain = new Chain(store, original.keys);
    long newest = chain.newest();
    long first = 1 + random.nextLong(newest);
    for (long number = first; number <= newest; number++) {
      ChainStatement statement = chain.read(number).flatMap(Chain.Stored::statement).orElseThrow();
      ChainStatement changed =
          new ChainStatement(
              number,
              number == 1 ? Optional.empty() : chain.read(number - 1).map(Chain.Stored::link),
              statement.signedAt(),
              statement.bucket(),
              statement.software(),
              statement.content());
      byte[] payload = StatementJson.bytes(changed);
      store.put(original.keys.attestation(number), Envelope.sign(payload, forger).bytes(), "");
    }
    store.put(
        original.keys.publicKey(PublicKeys.id(forger.publicKey())),
        PublicKeys.pem(forger.publicKey()).getBytes(StandardCharsets.US_ASCII),
        "");
    description = "from number " + first;
    expected = Set.of("KEY_UNKNOWN");
  }

  /** The last statements. */
  private void cut(boolean withSnapshots) {
    Chain chain = new Chain(store, original.keys);
    long newest = chain.newest();
    long count = 1 + random.nextLong(newest - 1);
    for (long number = newest; number > newest - count; number--) {
      ChainStatement statement = chain.read(number).flatMap(Chain.Stored::statement).orElseThrow();
      store.remove(original.keys.attestation(number));
      if (withSnapshots && statement.content() instanceof ChainStatement.Attestation attestation) {
        store.remove(attestation.manifest().key());
      }
    }
    description = "the last " + count;
    expected = withSnapshots ? Set.of() : Set.of("UNATTESTED_MANIFEST");
    Instant end = chain.read(newest - count).orElseThrow().statement().orElseThrow().signedAt();
    if (withSnapshots && end.isBefore(now().minus(Duration.ofHours(96)))) {
      expected = Set.of("SEAL_MISSING");
    }
  }

  /** Another history, signed with the function's own key. */
  private void rewrite() {
    store = other.store.copy();
    description = "";
    expected = Set.of();
  }

  static Instant now() {
    return time(DAY.plusDays(4), 9);
  }

  private List<String> keys(Part part) {
    return keys(part, store);
  }

  private List<String> otherKeys(Part part) {
    return keys(part, other.store);
  }

  private List<String> keys(Part part, MemoryObjectStore in) {
    List<String> folders =
        switch (part) {
          case DATA -> List.of("json/", "parquet/");
          case MANIFEST -> List.of("manifests/");
          case STATEMENT -> List.of("attestations/0");
        };
    return folders.stream()
        .flatMap(folder -> in.list(original.keys.prefix() + folder, "").stream())
        .map(ListedObject::key)
        .toList();
  }

  private byte[] content(String key) {
    return store.get(key).orElseThrow();
  }

  private String any(List<String> keys) {
    return keys.get(random.nextInt(keys.size()));
  }
}
