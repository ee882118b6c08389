package dev.ecsinventory.cli.demo;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.Struct;
import dev.ecsinventory.schema.TaskSets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What a snapshot found, for people: a table for each cluster, a line for each task set. */
public final class FleetTable {
  private static final int TAGS_WIDTH = 60;

  /** As a release goes: what serves, what comes, what leaves. */
  private static final List<String> STATUSES = List.of("PRIMARY", "ACTIVE", "DRAINING");

  private final List<Row> clusters;
  private final List<Row> services;
  private final List<Row> taskSets;

  /** Rows of one snapshot, in any order. */
  public FleetTable(List<Row> clusters, List<Row> services, List<Row> taskSets) {
    this.clusters = List.copyOf(clusters);
    this.services = List.copyOf(services);
    this.taskSets = List.copyOf(taskSets);
  }

  /** The tables, ending in a line break. */
  public String text() {
    StringBuilder text = new StringBuilder();
    clusters.stream()
        .sorted(
            Comparator.comparing((Row cluster) -> cluster.get(Clusters.DATASET.region()))
                .thenComparing(cluster -> cluster.get(Clusters.CLUSTER_NAME)))
        .forEach(cluster -> append(text, cluster));
    return text.toString();
  }

  private void append(StringBuilder text, Row cluster) {
    text.append(
        "%s / %s, tags: %s%n"
            .formatted(
                cluster.get(Clusters.DATASET.region()),
                shown(cluster.get(Clusters.CLUSTER_NAME)),
                tags(cluster.get(Clusters.TAGS), cluster.get(Clusters.TAGS_KNOWN))));
    List<Line> lines = lines(cluster.get(Clusters.CLUSTER_ARN));
    String table = lines.isEmpty() ? "  no services" : table(lines);
    table.lines().forEach(line -> text.append("%s%n".formatted(line.stripTrailing())));
    text.append("%n".formatted());
  }

  private record Line(
      String service, String controller, String taskSet, String status, String tags) {}

  private List<Line> lines(String clusterArn) {
    List<Line> lines = new ArrayList<>();
    services.stream()
        .filter(service -> clusterArn.equals(service.get(Services.CLUSTER_ARN)))
        .sorted(Comparator.comparing(service -> service.get(Services.SERVICE_ARN)))
        .forEach(service -> lines.addAll(lines(service)));
    return lines;
  }

  private List<Line> lines(Row service) {
    String name = shown(service.get(Services.SERVICE_NAME));
    String controller = shown(service.get(Services.DEPLOYMENT_CONTROLLER));
    List<Line> lines =
        taskSets.stream()
            .filter(set -> service.get(Services.SERVICE_ARN).equals(set.get(TaskSets.SERVICE_ARN)))
            .sorted(Comparator.comparing(set -> STATUSES.indexOf(set.get(TaskSets.STATUS))))
            .map(set -> line(name, controller, set))
            .toList();
    return lines.isEmpty() ? List.of(new Line(name, controller, "no task sets", "", "")) : lines;
  }

  private static Line line(String service, String controller, Row taskSet) {
    String id = shown(taskSet.get(TaskSets.TASK_SET_ID));
    return new Line(
        service,
        controller,
        id.substring(id.lastIndexOf('/') + 1),
        shown(taskSet.get(TaskSets.STATUS)),
        tags(taskSet.get(TaskSets.TAGS), taskSet.get(TaskSets.TAGS_KNOWN)));
  }

  /** Nothing said, nothing there, and not known are three different things. */
  private static String tags(List<Struct> tags, boolean known) {
    if (!known) {
      return "not known";
    }
    if (tags == null || tags.isEmpty()) {
      return "none";
    }
    return tags.stream()
        .map(tag -> shown(tag.string(0)) + "=" + shown(tag.string(1)))
        .collect(Collectors.joining(", "));
  }

  private static String shown(String value) {
    return value == null ? "" : VisibleText.of(value);
  }

  private static String table(List<Line> lines) {
    return AsciiTable.builder()
        // Nothing stands to the right of tags: wide characters in them shift no border.
        .border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER)
        .lineSeparator(System.lineSeparator())
        .data(
            lines,
            List.of(
                column("service").with(Line::service),
                column("controller").with(Line::controller),
                column("task set").with(Line::taskSet),
                column("status").with(Line::status),
                column("tags").maxWidth(TAGS_WIDTH).with(Line::tags)))
        .asString();
  }

  private static Column column(String header) {
    return new Column()
        .header(header)
        .headerAlign(HorizontalAlign.LEFT)
        .dataAlign(HorizontalAlign.LEFT);
  }
}
