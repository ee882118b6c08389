package dev.ecsinventory.index;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.index.TableIndex.Table;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ObjectStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The files that the index of a table must list on a day, given those that it lists. */
final class ExpectedIndex {
  private final ObjectStore store;
  private final ObjectKeys keys;
  private final CommittedDay committed;
  private final Table table;
  private final SortedSet<String> files = new TreeSet<>();
  private final Set<String> covered = new TreeSet<>();

  ExpectedIndex(ObjectStore store, ObjectKeys keys, CommittedDay committed, Table table) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.committed = requireNonNull(committed, "committed is null");
    this.table = requireNonNull(table, "table is null");
  }

  /** Retains the committed files of those that the index lists. */
  ExpectedIndex retained(Set<String> listed) {
    for (String file : listed) {
      if (!file.startsWith(keys.compacted())) {
        retainIfCommitted(file);
        continue;
      }
      Optional<CompactedFile> compacted = CompactedFile.read(store, keys, file);
      List<String> inputs = compacted.map(CompactedFile::inputs).orElse(List.of());
      if (!inputs.isEmpty() && isComplete(compacted.get())) {
        files.add(file);
        covered.addAll(inputs);
      } else {
        inputs.forEach(this::retainIfCommitted);
      }
    }
    return this;
  }

  /** Whether the file exists with its size, and all of its rows are committed. */
  private boolean isComplete(CompactedFile file) {
    return store.list(file.key(), "").stream()
            .anyMatch(object -> object.key().equals(file.key()) && object.bytes() == file.bytes())
        && file.inputs().stream().allMatch(input -> committed.contains(table, input));
  }

  private void retainIfCommitted(String file) {
    if (committed.contains(table, file)) {
      files.add(file);
    }
  }

  /** Adds all committed files. */
  ExpectedIndex complete() {
    committed.files(table).stream().filter(file -> !covered.contains(file)).forEach(files::add);
    return this;
  }

  SortedSet<String> files() {
    // The rows of an input would count twice if the index listed it together with its compacted
    // file.
    files.removeAll(covered);
    return files;
  }
}
