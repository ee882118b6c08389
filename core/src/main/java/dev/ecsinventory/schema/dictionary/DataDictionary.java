package dev.ecsinventory.schema.dictionary;

import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.AthenaTypes;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Datasets;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.Source;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.schema.TaskSets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The data dictionary: every dataset and its locations, as Markdown. The content is derived from
 * {@link Datasets}, {@link ObjectKeys} and {@link TableLayout}.
 */
public final class DataDictionary {
  /** An arbitrary snapshot: its parts are replaced by placeholders. */
  private static final SnapshotId SAMPLE =
      SnapshotId.at(Instant.parse("2026-01-15T06:00:00Z"), Optional.empty());

  private static final ObjectKeys KEYS = new ObjectKeys("PREFIX/");

  private final StringBuilder text = new StringBuilder();

  private DataDictionary() {}

  /** The complete page, ending in a line break. */
  public static String markdown() {
    return new DataDictionary().write();
  }

  private String write() {
    line("# Data dictionary");
    line("");
    line("Schema version %d.", Dataset.SCHEMA_VERSION);
    line("Printed by `./ecs-inventory schema`; do not edit by hand.");
    line("");
    text.append(
        """
        JSON Lines and Parquet contain the same rows with the same columns, in this order.
        Types are those of Athena. In JSON every column is in every line, null where absent, and a
        timestamp is `yyyy-MM-dd'T'HH:mm:ss.SSS'Z'`. Absent differs from empty: null never means an
        empty text or list, nor the reverse. A column's ID never changes and is the field ID in
        Parquet; the schema only grows. The source of a value that comes from ECS is a field of the
        API's `TaskSet`, `Service` or `Cluster`, or, for task definitions, of the response of
        `DescribeTaskDefinition`.
        """);
    Datasets.ALL.forEach(this::dataset);
    objects();
    dayIndexes();
    items();
    return text.toString();
  }

  private void dataset(Dataset dataset) {
    section(dataset.name());
    line("%s", dataset.doc());
    line("");
    line("Rows of a file are sorted by %s.", names(dataset.sortedBy()));
    line("");
    header("ID", "column", "type", "null", "source", "description");
    for (Column<?> column : dataset.columns()) {
      row(
          String.valueOf(column.id()),
          code(column.name()),
          code(AthenaTypes.of(column.type())),
          column.nullable() ? "yes" : "no",
          origin(column.source()),
          column.doc());
    }
  }

  private static String origin(Source source) {
    return switch (source) {
      case Source.Snapshot snapshot -> "the snapshot";
      case Source.Api api -> member(api.path());
      case Source.Requested requested -> "the request; " + member(requested.path());
      case Source.Derived derived -> "part of " + member(derived.path());
      case Source.Parent parent -> "the service's " + member(parent.path());
      case Source.Other other -> "all other fields";
      case Source.Stage stage -> "the exporter";
    };
  }

  private static String member(List<String> path) {
    return code(String.join(".", path));
  }

  private void objects() {
    section("Objects in S3");
    line(
        "`PREFIX/` is the setting `INVENTORY_PREFIX`. `SNAPSHOT` is the event's time, followed by");
    line(
        "`-` and eight hex digits if the event narrows the scope; `dt` is the UTC day of that"
            + " time.");
    line(
        "`TARGET` is the target whose rows a file contains, or `%s` for all.",
        ObjectKeys.WHOLE_SNAPSHOT);
    line("`SHA8` is the first eight hex digits of the SHA-256 of the object's content.");
    line("A file that no manifest lists belongs to no snapshot.");
    line("");
    header("object", "key");
    for (FileFormat format : FileFormat.values()) {
      String key = KEYS.dataFile(format, TaskSets.DATASET, SAMPLE, "TARGET", "SHA8SHA8");
      row("rows, " + format.folder(), code(general(key)));
    }
    LocalDate day = SAMPLE.day();
    row(
        "day index: the data files that queries read",
        code(
            general(KEYS.dayIndex(FileFormat.PARQUET, TaskSets.DATASET.name(), day))
                .replace("/parquet/", "/FORMAT/")));
    row(
        "rows of a closed day, compacted",
        code(general(KEYS.compacted(TaskSets.DATASET, day, "SHA8SHA8"))));
    row(
        "rows of the current day, compacted",
        code(general(KEYS.compactedToday(TaskSets.DATASET, day, "SHA8SHA8"))));
    row("withdrawal of a snapshot", code(general(KEYS.withdrawn(SAMPLE))));
    row("manifest, written last", code(general(KEYS.manifest(SAMPLE))));
    row("report", code(general(KEYS.report(SAMPLE, "html"))));
    row("violations as CSV", code(general(KEYS.report(SAMPLE, "csv"))));
    row("newest report", code(KEYS.latestReport()));
    row("listing of a target", code(general(KEYS.listing(SAMPLE, "TARGET", "SHA8SHA8"))));
    row("checkpoint", code(general(KEYS.staging(SAMPLE, "NAME"))));
    row(
        "a target's part of the report",
        code(general(KEYS.reportPart(SAMPLE, "TARGET", "SHA8SHA8"))));
  }

  private void dayIndexes() {
    line("");
    line("A day index has one URI per line: `s3://BUCKET/KEY` of each data file with rows of a");
    line(
        "committed snapshot of the day, or of a compacted file that replaces its inputs. Athena's");
    line("tables read the files that an index lists. Next to a compacted file, an object with the");
    line("extension `.json` in place of `.parquet` lists its inputs, which remain.");
  }

  private static String general(String key) {
    return key.replace(SAMPLE.value(), "SNAPSHOT")
        .replace(SAMPLE.day().toString(), "YYYY-MM-DD")
        .replace("SHA8SHA8", "SHA8")
        .replace("/" + TaskSets.DATASET.name() + "/", "/DATASET/");
  }

  private void items() {
    section("Items in DynamoDB");
    line("One table, keys `%s` and `%s`, both strings.", pk(), TableLayout.SORT_KEY);
    line("The other attributes of an item are the columns of its dataset, with the same names,");
    line("without `%s`, which only files have.", Services.OTHER.name());
    line("");
    header("item", code(pk()), code(TableLayout.SORT_KEY));
    resource("a task set", TableLayout.TASK_SET_PREFIX, TaskSets.TASK_SET_ARN);
    resource("a service", TableLayout.SERVICE_PREFIX, Services.SERVICE_ARN);
    resource("a cluster", TableLayout.CLUSTER_PREFIX, Clusters.CLUSTER_ARN);
    row("a snapshot's summary", code(TableLayout.SNAPSHOT_PARTITION), "the snapshot's ID");
    row(
        "digest of a service",
        code(TableLayout.MEMBERS_PREFIX + "cluster_arn"),
        "the service's name");
    row(
        "digest of a cluster",
        code(TableLayout.MEMBERS_PREFIX + "account_id/region"),
        "the cluster's ARN");
    row(
        "an account and Region that was read",
        code(TableLayout.PLACES_PARTITION),
        code("account_id/region"));
    line("");
    keysWithoutCluster();
    attributes();
    expiry();
    digests();
    versions();
    indexes();
  }

  private void keysWithoutCluster() {
    line("An ARN that does not contain its cluster, such as `service/NAME`, follows the cluster's");
    line(
        "ARN in a key: `%scluster_arn#service_arn`. The first snapshot moves",
        TableLayout.SERVICE_PREFIX);
    line(
        "the current items that an earlier version wrote under the service's ARN alone. Versions"
            + " of");
    line("these remain there until they expire; `%s`", Services.CLUSTER_ARN.name());
    line("distinguishes those of two clusters.");
    line("");
  }

  private void attributes() {
    line("`%s` is the time of the first snapshot that proves the resource", TableLayout.DELETED_AT);
    line(
        "deleted. `%s`, on a current item, is the time of its last write, by the",
        TableLayout.OBSERVED_AT);
    line("clock: an earlier listing does not prove the resource deleted.");
    line("`%s` is the time to live, in seconds since 1970.", TableLayout.EXPIRES_AT);
    line(
        "`%s` and `%s`, on a snapshot's summary, are the time and",
        TableLayout.WITHDRAWN_AT, TableLayout.WITHDRAWN_REASON);
    line("the reason of its withdrawal: the next snapshot overwrites the items that it wrote.");
  }

  private void expiry() {
    line("A version expires the retention time after a newer version superseded it; the newest");
    line(
        "version of an existing resource does not expire. A version that an earlier release of"
            + " the");
    line("exporter wrote loses its time to live when its resource next changes.");
    line("");
  }

  private void digests() {
    line("A digest is internal: it has hashes of the current item of a service and of each of its");
    line(
        "task sets, or of a cluster, and the times of their newest versions. It does not shorten"
            + " an");
    line("ARN that is not in the long form.");
    line("");
  }

  private void versions() {
    line("A change of a column causes a version, except for these columns, whose values change");
    line("without a change of the resource:");
    line("");
    for (Dataset dataset : List.of(TaskSets.DATASET, Services.DATASET, Clusters.DATASET)) {
      line("- %s: %s", code(dataset.name()), names(measures(dataset)));
    }
    line("");
  }

  private void indexes() {
    header("global index", "partition key", "sort key");
    for (TableLayout.Index index : TableLayout.INDEXES) {
      row(code(index.name()), code(index.partitionKey()), code(index.sortKey()));
    }
    line("");
    line("An index contains the items that have both of its keys, with all their attributes.");
    line("Only current task sets have `%s`,", TableLayout.CURRENT_CLUSTER_ARN);
    line("and only non-compliant ones have `%s`.", TableLayout.VIOLATING_ACCOUNT_ID);
    line("Services of two clusters can have the same old-format ARN: filter the items of");
    line("`%s` by `%s`.", TableLayout.BY_SERVICE.name(), TaskSets.CLUSTER_ARN.name());
  }

  private static String pk() {
    return TableLayout.PARTITION_KEY;
  }

  private void resource(String what, String prefix, Column<String> arn) {
    String partition = code(prefix + arn.name());
    row("current item of " + what, partition, code(TableLayout.CURRENT));
    row(
        "version of " + what,
        partition,
        code(TableLayout.VERSION_PREFIX + TaskSets.DATASET.snapshotTime().name()));
  }

  private static List<Column<?>> measures(Dataset dataset) {
    return dataset.columns().stream()
        .filter(column -> column.role() == Column.Role.MEASURE)
        .toList();
  }

  private static String names(List<? extends Column<?>> columns) {
    return columns.stream().map(column -> code(column.name())).collect(Collectors.joining(", "));
  }

  private void section(String title) {
    line("\n## %s\n", title);
  }

  private void header(String... cells) {
    row(cells);
    line("%s", "| --- ".repeat(cells.length) + "|");
  }

  private void row(String... cells) {
    line("%s", "| " + String.join(" | ", cells) + " |");
  }

  private static String code(String value) {
    return "`" + value + "`";
  }

  private void line(String format, Object... values) {
    text.append(format.formatted(values)).append('\n');
  }
}
