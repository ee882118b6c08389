package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.format.RowReader;
import dev.ecsinventory.manifest.DataFile;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.manifest.Specification;
import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.store.ListedObject;
import dev.ecsinventory.store.MemoryObjectStore;
import dev.ecsinventory.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The objects of the snapshot {@link Exporter#SCHEDULED} in an object store. */
record StoredSnapshot(ObjectStore store) {
  static final String MANIFEST = "inventory/manifests/dt=2026-01-15/20260115T060000Z.json";
  static final String STAGING = "inventory/staging/dt=2026-01-15/20260115T060000Z/";
  static final String SPECIFICATION = STAGING + "specification.json";

  boolean has(String key) {
    return store.get(key).isPresent();
  }

  Manifest manifest() {
    return Manifest.parse(store.get(MANIFEST).orElseThrow());
  }

  List<String> keys(String prefix) {
    return store.list(prefix, "").stream().map(ListedObject::key).toList();
  }

  /** The hash of every object by key. */
  Map<String, String> hashes() {
    Map<String, String> hashes = new TreeMap<>();
    keys("").forEach(key -> hashes.put(key, Sha256.of(store.get(key).orElseThrow())));
    return hashes;
  }

  /** The objects that readers use: the manifest, its files, and the policies. */
  Map<String, String> committed() {
    Set<String> keys = new TreeSet<>(Set.of(MANIFEST));
    manifest().files().forEach(file -> keys.add(file.key()));
    manifest().listings().forEach(listing -> keys.add(listing.key()));
    manifest().policies().forEach(policy -> keys.add(policy.key()));
    Map<String, String> hashes = hashes();
    hashes.keySet().retainAll(keys);
    return hashes;
  }

  List<Row> rows(Dataset dataset, FileFormat format) {
    return manifest().files().stream()
        .filter(file -> file.dataset().equals(dataset.name()))
        .filter(file -> file.format().equals(format.folder()))
        .flatMap(
            file -> RowReader.rows(format, dataset, store.get(file.key()).orElseThrow()).stream())
        .toList();
  }

  /** Asserts that every file exists with its hash, in the formats of the specification only. */
  void requireIntact() {
    Manifest manifest = manifest();
    for (DataFile file : manifest.files()) {
      assertEquals(file.sha256(), Sha256.of(store.get(file.key()).orElseThrow()), file.key());
    }
    Map<String, Set<String>> formats =
        manifest.files().stream()
            .collect(
                Collectors.groupingBy(
                    DataFile::dataset, Collectors.mapping(DataFile::format, Collectors.toSet())));
    Set<String> expected = Set.copyOf(manifest.requested().formats());
    formats.forEach((dataset, found) -> assertEquals(expected, found, dataset));
    assertTrue(formats.containsKey("task_sets"));
  }

  /** The accounts and Regions of {@code specification}, in the form of the manifest. */
  static Set<String> accountRegions(Specification specification) {
    return specification.accountRegions().stream()
        .map(each -> each.accountId() + "/" + each.region())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Set<String> read() {
    return manifest().read().stream()
        .map(accountRegion -> accountRegion.accountId() + "/" + accountRegion.region())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A store with the objects whose key {@code keep} accepts. */
  MemoryObjectStore copy(Predicate<String> keep) {
    MemoryObjectStore copy = new MemoryObjectStore();
    keys("").stream()
        .filter(keep)
        .forEach(key -> copy.put(key, store.get(key).orElseThrow(), "application/json"));
    return copy;
  }

  /** Replaces an object's text. */
  void edit(String key, UnaryOperator<String> change) {
    String before = new String(store.get(key).orElseThrow(), StandardCharsets.UTF_8);
    String after = change.apply(before);
    assertTrue(!after.equals(before), "nothing to change in " + before);
    store.put(key, after.getBytes(StandardCharsets.UTF_8), "application/json");
  }
}
