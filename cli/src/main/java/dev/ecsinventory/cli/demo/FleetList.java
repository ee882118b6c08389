package dev.ecsinventory.cli.demo;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.cli.text.Terminal;
import dev.ecsinventory.cli.text.TextStyle;
import dev.ecsinventory.cli.text.WrappedText;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.Struct;
import dev.ecsinventory.schema.TaskSets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The clusters, services and task sets of a snapshot as an indented list for a terminal. */
public final class FleetList {
  /** In the order of a release: the serving task set, the new one, the old one. */
  private static final List<String> STATUSES = List.of("PRIMARY", "ACTIVE", "DRAINING");

  private final List<Row> clusters;
  private final List<Row> services;
  private final List<Row> taskSets;
  private final Terminal terminal;

  /** Rows of one snapshot, in any order. */
  public FleetList(List<Row> clusters, List<Row> services, List<Row> taskSets, Terminal terminal) {
    this.clusters = List.copyOf(clusters);
    this.services = List.copyOf(services);
    this.taskSets = List.copyOf(taskSets);
    this.terminal = requireNonNull(terminal, "terminal is null");
  }

  /** The list, with an empty line after each cluster. */
  public String text() {
    StringBuilder text = new StringBuilder();
    clusters.stream()
        .sorted(
            Comparator.comparing((Row cluster) -> cluster.get(Clusters.DATASET.accountId()))
                .thenComparing(cluster -> cluster.get(Clusters.DATASET.region()))
                .thenComparing(cluster -> cluster.get(Clusters.CLUSTER_NAME)))
        .forEach(cluster -> append(text, cluster));
    return text.toString();
  }

  private void append(StringBuilder text, Row cluster) {
    String name =
        "%s / %s / %s"
            .formatted(
                shown(cluster.get(Clusters.DATASET.accountId())),
                shown(cluster.get(Clusters.DATASET.region())),
                shown(cluster.get(Clusters.CLUSTER_NAME)));
    text.append(terminal.styled(TextStyle.HEADING, name)).append(System.lineSeparator());
    text.append(
        WrappedText.of(
            terminal.width(),
            "  tags: ",
            tags(cluster.get(Clusters.TAGS), cluster.get(Clusters.TAGS_KNOWN))));
    List<Row> inCluster =
        services.stream()
            .filter(
                service ->
                    cluster.get(Clusters.CLUSTER_ARN).equals(service.get(Services.CLUSTER_ARN)))
            .sorted(Comparator.comparing(service -> service.get(Services.SERVICE_ARN)))
            .toList();
    if (inCluster.isEmpty()) {
      text.append(WrappedText.of(terminal.width(), "  ", "no services"));
    }
    inCluster.forEach(service -> appendService(text, service));
    text.append(System.lineSeparator());
  }

  private void appendService(StringBuilder text, Row service) {
    text.append(
        WrappedText.of(
            terminal.width(),
            "  ",
            "%s (%s)"
                .formatted(
                    shown(service.get(Services.SERVICE_NAME)),
                    shown(service.get(Services.DEPLOYMENT_CONTROLLER)))));
    List<Row> ofService =
        taskSets.stream()
            .filter(taskSet -> isOf(taskSet, service))
            .sorted(Comparator.comparing(set -> STATUSES.indexOf(set.get(TaskSets.STATUS))))
            .toList();
    if (ofService.isEmpty()) {
      text.append(WrappedText.of(terminal.width(), "    ", "no task sets"));
    }
    ofService.forEach(taskSet -> appendTaskSet(text, taskSet));
  }

  /** Services of two clusters can have the same ARN. */
  private static boolean isOf(Row taskSet, Row service) {
    return service.get(Services.SERVICE_ARN).equals(taskSet.get(TaskSets.SERVICE_ARN))
        && service.get(Services.CLUSTER_ARN).equals(taskSet.get(TaskSets.CLUSTER_ARN));
  }

  private void appendTaskSet(StringBuilder text, Row taskSet) {
    String id = shown(taskSet.get(TaskSets.TASK_SET_ID));
    text.append(
        WrappedText.of(
            terminal.width(),
            "    %-19s  %-8s  "
                .formatted(
                    id.substring(id.lastIndexOf('/') + 1), shown(taskSet.get(TaskSets.STATUS))),
            tags(taskSet.get(TaskSets.TAGS), taskSet.get(TaskSets.TAGS_KNOWN))));
  }

  /** Unknown tags differ from no tags. */
  private static List<String> tags(List<Struct> tags, boolean known) {
    if (!known) {
      return List.of("not known");
    }
    if (tags == null || tags.isEmpty()) {
      return List.of("none");
    }
    return IntStream.range(0, tags.size())
        .mapToObj(
            index ->
                shown(tags.get(index).string(0))
                    + "="
                    + shown(tags.get(index).string(1))
                    + (index < tags.size() - 1 ? "," : ""))
        .toList();
  }

  private static String shown(String value) {
    return value == null ? "" : VisibleText.value(value);
  }
}
