package dev.ecsinventory.pipeline;

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
        public void committed(String status) {}
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

  void committed(String status);
}
