package dev.ecsinventory.evidence;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ListedObject;
import dev.ecsinventory.store.ObjectStore;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The statements in the bucket. The key of a statement contains its number and nothing else:
 * put-if-absent therefore lets one of several writers add a number, and no chain can fork. A folder
 * has a thousand numbers, so that two listings find the newest one.
 */
final class Chain {
  private static final Pattern FOLDER = Pattern.compile("[0-9]{7}");
  private static final Pattern KEY = Pattern.compile("[0-9]{7}/([0-9]{10})\\.dsse\\.json");

  private final ObjectStore store;
  private final ObjectKeys keys;

  Chain(ObjectStore store, ObjectKeys keys) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
  }

  /**
   * A statement as it is stored.
   *
   * @param number in its key
   * @param signed empty when the object is not a statement
   * @param problem why it is not one; empty when it is
   */
  record Stored(long number, Link link, Optional<Signed> signed, String problem) {
    Optional<ChainStatement> statement() {
      return signed.map(Signed::statement);
    }

    private static Stored of(long number, String key, byte[] content) {
      Link link = new Link(key, Sha256.of(content));
      try {
        Envelope envelope = Envelope.parse(content);
        Signed signed = new Signed(envelope, StatementJson.parse(envelope.payload()));
        return new Stored(number, link, Optional.of(signed), "");
      } catch (MalformedEvidenceException malformed) {
        return new Stored(number, link, Optional.empty(), malformed.getMessage());
      }
    }
  }

  /** An envelope with its payload. */
  record Signed(Envelope envelope, ChainStatement statement) {}

  /** The newest number; 0 without any statement. */
  long newest() {
    return numbersBackwards().findFirst().orElse(0L);
  }

  /** The numbers that exist, the newest first. */
  Stream<Long> numbersBackwards() {
    return folders().reversed().stream().flatMap(name -> numbers(name).reversed().stream());
  }

  /** The numbers from {@code first} on that exist, in order. */
  Stream<Long> numbersFrom(long first) {
    String folder = keys.attestationFolder(first);
    return folders().stream()
        .filter(name -> (keys.attestations() + name + "/").compareTo(folder) >= 0)
        .flatMap(name -> numbers(name).stream())
        .filter(number -> number >= first);
  }

  /** The first number of every folder. */
  List<Long> firstOfFolders() {
    return folders().stream()
        .map(this::numbers)
        .filter(numbers -> !numbers.isEmpty())
        .map(List::getFirst)
        .toList();
  }

  private List<String> folders() {
    return store.folders(keys.attestations()).stream()
        .filter(name -> FOLDER.matcher(name).matches())
        .sorted()
        .toList();
  }

  private List<Long> numbers(String folder) {
    return store.list(keys.attestations() + folder + "/", "").stream()
        .map(ListedObject::key)
        .flatMap(key -> number(key).stream())
        .toList();
  }

  /** The number of a statement's key; empty for another object. */
  private Optional<Long> number(String key) {
    Matcher name = KEY.matcher(key.substring(keys.attestations().length()));
    return name.matches()
        ? Optional.of(Long.parseLong(name.group(1)))
            .filter(number -> number > 0 && keys.attestation(number).equals(key))
        : Optional.empty();
  }

  /** The statement with a number; empty when it does not exist. */
  Optional<Stored> read(long number) {
    String key = keys.attestation(number);
    return store.get(key).map(content -> Stored.of(number, key, content));
  }

  /** Adds a statement unless its number exists; returns the one that exists then. */
  Stored add(long number, Envelope envelope) {
    store.putIfAbsent(keys.attestation(number), envelope.bytes(), "application/json");
    return read(number).orElseThrow();
  }
}
