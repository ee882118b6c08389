package dev.ecsinventory.pipeline;

import dev.ecsinventory.schema.Row;

/** Is told how far a snapshot is. Called from several threads at once. */
public interface Progress {
  /** Tells nobody. */
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
   * More work is known; called once for each account and region.
   *
   * @param services an estimate, from what the clusters say of themselves
   */
  void planned(int targets, int clusters, int services);

  void servicesRead(int count);

  void taskSetsRead(int count);

  void failuresSeen(int count);

  void targetFinished(String target);

  /**
   * The snapshot is committed, or it failed. The counts of the other methods are those of this run;
   * the summary's also include what an earlier run read, and every failure regardless of its
   * origin.
   *
   * @param summary its row of {@code snapshots}
   */
  void ended(Row summary);
}
