package dev.ecsinventory.cli.progress;

import dev.ecsinventory.cli.text.Counted;

/**
 * The progress of a snapshot.
 *
 * @param services expected number of services: an estimate from the clusters' own counts
 */
record ProgressCounts(
    int targets,
    int clusters,
    int services,
    int targetsFinished,
    int servicesRead,
    int taskSetsRead,
    int failures) {
  static final ProgressCounts NOTHING = new ProgressCounts(0, 0, 0, 0, 0, 0, 0);

  ProgressCounts planned(int moreTargets, int moreClusters, int moreServices) {
    return new ProgressCounts(
        targets + moreTargets,
        clusters + moreClusters,
        services + moreServices,
        targetsFinished,
        servicesRead,
        taskSetsRead,
        failures);
  }

  ProgressCounts read(int moreServices, int moreTaskSets) {
    return new ProgressCounts(
        targets,
        clusters,
        services,
        targetsFinished,
        servicesRead + moreServices,
        taskSetsRead + moreTaskSets,
        failures);
  }

  ProgressCounts failed(int more) {
    return new ProgressCounts(
        targets, clusters, services, targetsFinished, servicesRead, taskSetsRead, failures + more);
  }

  ProgressCounts finishedTarget() {
    return new ProgressCounts(
        targets, clusters, services, targetsFinished + 1, servicesRead, taskSetsRead, failures);
  }

  /** Whether nothing was read yet, so that more work may be planned. */
  boolean isPlanning() {
    return targetsFinished == 0 && servicesRead == 0;
  }

  /**
   * The amount of work in the unit of {@link #done}: services, or targets if no service is known.
   */
  int total() {
    return services > 0 ? Math.max(services, servicesRead) : targets;
  }

  int done() {
    return services > 0 ? servicesRead : targetsFinished;
  }

  int percent() {
    return total() == 0 ? 0 : (int) (100L * done() / total());
  }

  int tenths() {
    return percent() / 10;
  }

  String plan() {
    return "reading %s, about %s"
        .formatted(Counted.of(clusters, "cluster"), Counted.of(services, "service"));
  }

  String state() {
    return counts(servicesRead, taskSetsRead, failures);
  }

  /** The parts that are stored, and those that remain. */
  String remaining() {
    if (targets == 0) {
      return "nothing was read yet";
    }
    return "%d of %s complete, %d of about %s read"
        .formatted(
            targetsFinished,
            Counted.of(targets, "target"),
            servicesRead,
            Counted.of(Math.max(services, servicesRead), "service"));
  }

  static String counts(int services, int taskSets, int failures) {
    return "%s, %s, %s"
        .formatted(
            Counted.of(services, "service"),
            Counted.of(taskSets, "task set"),
            Counted.of(failures, "failure"));
  }
}
