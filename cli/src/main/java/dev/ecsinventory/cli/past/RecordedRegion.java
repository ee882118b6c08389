package dev.ecsinventory.cli.past;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.concurrent.Tasks;
import dev.ecsinventory.manifest.TargetListing.ListedCluster;
import dev.ecsinventory.manifest.TargetListing.ListedService;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.EcsArn;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.TaskDefinitions;
import dev.ecsinventory.schema.TaskSets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a snapshot recorded of one account and Region. Immutable once it is read. */
public final class RecordedRegion {
  private static final String MISSING = "MISSING";

  /** Read concurrently: most of the time until {@code serve} accepts requests is spent here. */
  private static final List<Dataset> DATASETS =
      List.of(Clusters.DATASET, Services.DATASET, TaskSets.DATASET, TaskDefinitions.DATASET);

  private final AccountRegion accountRegion;
  private final RecordedFailures failures;
  private final SortedMap<String, RecordedCluster> clusters = new TreeMap<>();
  private final Map<String, Row> taskDefinitions = new HashMap<>();

  private RecordedRegion(AccountRegion accountRegion, List<ReadFailure> failures) {
    this.accountRegion = requireNonNull(accountRegion, "accountRegion is null");
    this.failures = new RecordedFailures(failures);
  }

  /** Reads the rows, listings and failures of one account and Region. */
  public static RecordedRegion read(RecordedSnapshot snapshot, AccountRegion accountRegion) {
    List<ReadFailure> failures = snapshot.failures(accountRegion);
    RecordedRegion region = new RecordedRegion(accountRegion, failures);
    List<List<Row>> rows = Tasks.map(DATASETS, dataset -> rows(snapshot, accountRegion, dataset));
    rows.get(0).forEach(row -> region.named(row.get(Clusters.CLUSTER_ARN)).describe(row));
    rows.get(1).forEach(region::addService);
    rows.get(2).forEach(region::addTaskSet);
    rows.get(3)
        .forEach(
            row -> region.taskDefinitions.put(row.get(TaskDefinitions.TASK_DEFINITION_ARN), row));
    snapshot
        .listings(accountRegion)
        .forEach(listing -> listing.clusters().forEach(region::addListed));
    failures.forEach(region::addMissing);
    return region;
  }

  private static List<Row> rows(
      RecordedSnapshot snapshot, AccountRegion accountRegion, Dataset dataset) {
    List<Row> rows = new ArrayList<>();
    snapshot.rows(accountRegion, dataset, rows::add);
    return rows;
  }

  private void addService(Row row) {
    named(row.get(Services.CLUSTER_ARN)).named(row.get(Services.SERVICE_ARN)).describe(row);
  }

  private void addTaskSet(Row row) {
    named(row.get(TaskSets.CLUSTER_ARN)).named(row.get(TaskSets.SERVICE_ARN)).add(row);
  }

  private void addListed(ListedCluster listed) {
    RecordedCluster cluster = named(listed.arn());
    listed.services().stream().map(ListedService::arn).forEach(cluster::named);
  }

  /** A cluster that was listed and then not found is in no listing of a target. */
  private void addMissing(ReadFailure failure) {
    if (failure.operation().equals("DescribeClusters") && failure.errorCode().equals(MISSING)) {
      named(failure.resourceArn());
    }
  }

  private RecordedCluster named(String arn) {
    return clusters.computeIfAbsent(EcsArn.nameOf(arn), name -> new RecordedCluster(arn));
  }

  public AccountRegion accountRegion() {
    return accountRegion;
  }

  /** What was not read. */
  public RecordedFailures failures() {
    return failures;
  }

  /** Every cluster that was listed, by name. */
  public Collection<RecordedCluster> clusters() {
    return clusters.values();
  }

  public Optional<RecordedCluster> cluster(String name) {
    return Optional.ofNullable(clusters.get(name));
  }

  /** The rows of all task sets. */
  public Stream<Row> taskSets() {
    return clusters.values().stream()
        .flatMap(cluster -> cluster.services().stream())
        .flatMap(service -> service.taskSets().stream());
  }

  /** The row of a task definition; empty when it was not read. */
  public Optional<Row> taskDefinition(String arn) {
    return Optional.ofNullable(taskDefinitions.get(arn));
  }

  /** The failure because of which there may be other clusters; empty when there are none. */
  public Optional<ReadFailure> incompleteClusters() {
    return failures.ofOperation("ListClusters");
  }

  /** The failure because of which a cluster may have other services. */
  public Optional<ReadFailure> incompleteServices(RecordedCluster cluster) {
    return failures.of("ListServices", cluster.arn()).stream().findFirst();
  }

  /** The failures to describe a service. */
  public List<ReadFailure> failuresOf(RecordedService service) {
    ServiceIdentity identity = service.identity();
    return failures.of("DescribeServices", identity.clusterArn(), identity.serviceArn());
  }

  /** The failure because of which a cluster that was listed was not read at all. */
  public Optional<ReadFailure> missing(RecordedCluster cluster) {
    return failures.of("DescribeClusters", cluster.arn()).stream()
        .filter(failure -> failure.errorCode().equals(MISSING))
        .findFirst();
  }

  /** The failure because of which nothing of this account and Region was read. */
  public Optional<ReadFailure> unread() {
    return failures.ofOperation("AssumeRole");
  }
}
