package dev.ecsinventory.pipeline;

import dev.ecsinventory.schema.Row;

/** Observes the progress of a snapshot. Its methods are called concurrently. */
public interface Progress {
  /** Ignores the progress. */
  Progress NONE =
      new Progress() {
        @Override
        public void planned(int targets, int clusters, int services) {}

        @Override
        public void servicesRead(int count) {}

        @Override
        public void taskSetsRead(int count) {}

        @Override
        public void failuresSeen(int count) {}

        @Override
        public void targetFinished(String target) {}

        @Override
        public void ended(Row summary) {}
      };

  /**
   * More work is planned; called once for each account and Region.
   *
   * @param services an estimate, from the counts in the clusters' descriptions
   */
  void planned(int targets, int clusters, int services);

  void servicesRead(int count);

  void taskSetsRead(int count);

  void failuresSeen(int count);

  void targetFinished(String target);

  /**
   * The snapshot is committed, or it failed. The counts of the other methods are those of this run;
   * the summary's counts also include the reads of earlier runs, and every failure regardless of
   * its origin.
   *
   * @param summary its row of {@code snapshots}
   */
  void ended(Row summary);
}
