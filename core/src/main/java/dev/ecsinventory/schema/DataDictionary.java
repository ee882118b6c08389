package dev.ecsinventory.schema;

import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Column.Role;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The data dictionary: every dataset and where it is written, as Markdown. Everything in it is read
 * off {@link Datasets}, {@link ObjectKeys} and {@link TableLayout}.
 */
public final class DataDictionary {
  /** Any snapshot will do: its parts are replaced by what they stand for. */
  private static final SnapshotId SAMPLE =
      SnapshotId.at(Instant.parse("2026-01-15T06:00:00Z"), Optional.empty());

  private static final ObjectKeys KEYS = new ObjectKeys("PREFIX/");

  private final StringBuilder text = new StringBuilder();

  private DataDictionary() {}

  /** The whole page, ending in a line break. */
  public static String markdown() {
    return new DataDictionary().write();
  }

  private String write() {
    line("# Data dictionary");
    line("");
    line("Schema version %d.", Dataset.SCHEMA_VERSION);
    line("Printed by `./ecs-inventory schema`; do not edit by hand.");
    line("");
    line(
        "JSON Lines and Parquet hold the same rows with the same columns, in this order. Types"
            + " are");
    line(
        "those of Athena. In JSON every column is present in every line, null where absent, and a");
    line(
        "timestamp is `yyyy-MM-dd'T'HH:mm:ss.SSS'Z'`. Absent is not empty: null never stands for"
            + " an");
    line(
        "empty text or list, nor the other way round. A column's id stays the same for ever and"
            + " is");
    line(
        "the field id in Parquet; the schema only grows. A value that comes from ECS comes from"
            + " the");
    line("member that is named here of the API's `TaskSet`, `Service` or `Cluster`, or, for task");
    line("definitions, of the answer of `DescribeTaskDefinition`.");
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
    header("id", "column", "type", "null", "from", "what it is");
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
      case Source.Stage stage -> "the exporter";
    };
  }

  private static String member(List<String> path) {
    return code(String.join(".", path));
  }

  private void objects() {
    section("Objects in S3");
    line(
        "`PREFIX/` is the setting `INVENTORY_PREFIX`. `SNAPSHOT` is the event's time, and `-` and");
    line("eight hex digits when the event narrows its scope; `dt` is the UTC day of that time.");
    line("`TARGET` is the part of the fleet that a file holds,");
    line("`%s` where that is all of it.", ObjectKeys.WHOLE_SNAPSHOT);
    line("`SHA8` is the first eight hex digits of the SHA-256 of the object's content.");
    line("A file that no manifest lists belongs to no snapshot.");
    line("");
    header("what", "key");
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
    row("report as a table", code(general(KEYS.report(SAMPLE, "csv"))));
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
    line("committed snapshot of the day, or of a compacted file in place of its inputs. Athena's");
    line(
        "tables read the files that an index lists. Next to a compacted file, `.json` in place of");
    line("`.parquet` gives the object that lists its inputs, which stay.");
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
    line("An item's other attributes are the columns of its dataset, under their names.");
    line("");
    header("item", code(pk()), code(TableLayout.SORT_KEY));
    resource("a task set", TableLayout.TASK_SET_PREFIX, TaskSets.TASK_SET_ARN);
    resource("a service", TableLayout.SERVICE_PREFIX, Services.SERVICE_ARN);
    resource("a cluster", TableLayout.CLUSTER_PREFIX, Clusters.CLUSTER_ARN);
    row("a snapshot's summary", code(TableLayout.SNAPSHOT_PARTITION), "the snapshot's id");
    row("what is known of a service", code(TableLayout.MEMBERS_PREFIX + "cluster_arn"), "its name");
    row(
        "what is known of a cluster",
        code(TableLayout.MEMBERS_PREFIX + "account_id/region"),
        "its ARN");
    row("a place that was read", code(TableLayout.PLACES_PARTITION), code("account_id/region"));
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
        "ARN in a key: `%scluster_arn#service_arn`. Items that an earlier",
        TableLayout.SERVICE_PREFIX);
    line("version wrote under the service's ARN alone: the first snapshot moves the current item;");
    line("versions stay there until they expire, and `%s` tells", Services.CLUSTER_ARN.name());
    line("those of two clusters apart.");
    line("");
  }

  private void attributes() {
    line("`%s` is the time of the snapshot that no longer found the", TableLayout.DELETED_AT);
    line(
        "resource; `%s`, on a current item, is when it was last written, by the clock:",
        TableLayout.OBSERVED_AT);
    line("a listing from before that does not prove the resource deleted.");
    line("`%s` is the time to live, in seconds since 1970.", TableLayout.EXPIRES_AT);
    line(
        "`%s` and `%s`, on a snapshot's summary, are when and",
        TableLayout.WITHDRAWN_AT, TableLayout.WITHDRAWN_REASON);
    line("why it was withdrawn: what it wrote counts as older than everything.");
  }

  private void expiry() {
    line("A version expires once a newer version superseded it and the retention time has passed");
    line("since; the newest version of an existing resource does not expire. One that an earlier");
    line("version of the exporter wrote loses its time to live when its resource next changes.");
    line("");
  }

  private void digests() {
    line(
        "What is known is the exporter's own: hashes of the current item of a service and of each");
    line("of its task sets, or of a cluster, and the times of their newest versions. An ARN of");
    line("another form than the long one stands whole.");
    line("");
  }

  private void versions() {
    line("A version is written when a column changed, these excepted, which move by themselves:");
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
    line("An index holds the items that have both of its keys, with all their attributes.");
    line("`%s` is there on current task sets only,", TableLayout.CURRENT_CLUSTER_ARN);
    line("`%s` on those of them that break the tag policy.", TableLayout.VIOLATING_ACCOUNT_ID);
    line("Services of two clusters can have the same old-format ARN: filter the items of");
    line("`%s` by `%s`.", TableLayout.BY_SERVICE.name(), TaskSets.CLUSTER_ARN.name());
  }

  private static String pk() {
    return TableLayout.PARTITION_KEY;
  }

  private void resource(String what, String prefix, Column<String> arn) {
    String partition = code(prefix + arn.name());
    row(what + " as last seen", partition, code(TableLayout.CURRENT));
    row(
        what + " as it was from a snapshot on",
        partition,
        code(TableLayout.VERSION_PREFIX + TaskSets.DATASET.snapshotTime().name()));
  }

  private static List<Column<?>> measures(Dataset dataset) {
    return dataset.columns().stream().filter(column -> column.role() == Role.MEASURE).toList();
  }

  private static String names(List<? extends Column<?>> columns) {
    return columns.stream().map(column -> code(column.name())).collect(Collectors.joining(", "));
  }

  private void section(String title) {
    line("");
    line("## %s", title);
    line("");
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
