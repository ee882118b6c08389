package dev.ecsinventory.schema;

import java.util.List;

/** All datasets, in the order in which they are documented. */
public final class Datasets {
  public static final List<Dataset> ALL =
      List.of(
          TaskSets.DATASET,
          Services.DATASET,
          Clusters.DATASET,
          TaskDefinitions.DATASET,
          TagViolations.DATASET,
          ReadFailures.DATASET,
          SnapshotAccounts.DATASET,
          Snapshots.DATASET);

  private Datasets() {}

  /** The dataset {@code name}. */
  public static Dataset named(String name) {
    return ALL.stream()
        .filter(dataset -> dataset.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no dataset " + name + " in " + ALL));
  }
}
