package dev.ecsinventory.compact;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.write.ListedObject;
import dev.ecsinventory.write.ObjectStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a day is committed, as queries see it: the files of the snapshots that have a row of
 * {@code snapshots}. A snapshot is read as Parquet, or as JSON Lines where there is no Parquet.
 */
final class CommittedFiles {
  private static final List<FileFormat> PREFERRED = List.of(FileFormat.PARQUET, FileFormat.JSON);

  /**
   * {@code dt=DAY/SNAPSHOT-TARGET-SHA8.EXTENSION}, without {@code -SHA8} in version 0.1.0; the id
   * of a scoped snapshot ends in a hash.
   */
  private static final Pattern NAME =
      Pattern.compile(
          "dt=([0-9-]{10})/([0-9]{8}T[0-9]{6}Z(?:-[0-9a-f]{8})?)-([^/.]+?)(?:-[0-9a-f]{8})?\\.[a-z.]+");

  private final ObjectStore store;
  private final ObjectKeys keys;

  CommittedFiles(ObjectStore store, ObjectKeys keys) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
  }

  /** The committed snapshots of each day from {@code first} on, and the format to read each in. */
  SortedMap<LocalDate, SortedMap<String, FileFormat>> since(LocalDate first) {
    return snapshots(
        format -> {
          String folder = keys.folder(format, Snapshots.DATASET);
          return store.list(folder, folder + "dt=" + first);
        });
  }

  /** The committed snapshots of one day. */
  SortedMap<String, FileFormat> on(LocalDate day) {
    return snapshots(format -> store.list(keys.day(format, Snapshots.DATASET, day), ""))
        .getOrDefault(day, new TreeMap<>());
  }

  /** Those whose rows are among the objects that {@code list} gives for each format. */
  private SortedMap<LocalDate, SortedMap<String, FileFormat>> snapshots(
      Function<FileFormat, List<ListedObject>> list) {
    SortedMap<LocalDate, SortedMap<String, FileFormat>> days = new TreeMap<>();
    for (FileFormat format : PREFERRED) {
      int folder = keys.folder(format, Snapshots.DATASET).length();
      for (ListedObject object : list.apply(format)) {
        Matcher name = NAME.matcher(object.key().substring(folder));
        if (name.matches()) {
          days.computeIfAbsent(LocalDate.parse(name.group(1)), day -> new TreeMap<>())
              .putIfAbsent(name.group(2), format);
        }
      }
    }
    return days;
  }

  /** The files of a dataset of a day's committed snapshots, by key. */
  List<InputFile> of(Dataset dataset, LocalDate day, Map<String, FileFormat> snapshots) {
    List<InputFile> files = new ArrayList<>();
    for (FileFormat format : PREFERRED) {
      if (snapshots.containsValue(format)) {
        String folder = keys.folder(format, dataset);
        for (ListedObject object : store.list(keys.day(format, dataset, day), "")) {
          Matcher name = NAME.matcher(object.key().substring(folder.length()));
          if (name.matches() && snapshots.get(name.group(2)) == format) {
            files.add(
                new InputFile(object.key(), object.bytes(), format, name.group(2), name.group(3)));
          }
        }
      }
    }
    return files;
  }
}
