package dev.ecsinventory.cli.past;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.EcsArn;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Row;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A cluster that was listed, and its services that were listed. */
public final class RecordedCluster {
  private final String arn;
  private final SortedMap<String, RecordedService> services = new TreeMap<>();
  private Optional<Row> row = Optional.empty();

  RecordedCluster(String arn) {
    this.arn = requireNonNull(arn, "arn is null");
  }

  void describe(Row description) {
    row = Optional.of(description);
  }

  /** The service of that ARN, in either form. */
  RecordedService named(String serviceArn) {
    return services.computeIfAbsent(
        EcsArn.nameOf(serviceArn),
        name -> new RecordedService(new ServiceIdentity(arn, serviceArn)));
  }

  public String arn() {
    return arn;
  }

  public String name() {
    return EcsArn.nameOf(arn);
  }

  /** The description; empty when it was not read. */
  public Optional<Row> row() {
    return row;
  }

  /** Whether it was deleted, so that its services were not listed. */
  public boolean isInactive() {
    return row.filter(one -> "INACTIVE".equals(one.get(Clusters.STATUS)))
        .filter(one -> !hasServices(one.get(Clusters.ACTIVE_SERVICES_COUNT)))
        .isPresent();
  }

  /** A scan lists the services of an INACTIVE cluster that counts some. */
  private static boolean hasServices(Integer count) {
    return count != null && count > 0;
  }

  public Collection<RecordedService> services() {
    return services.values();
  }

  public Optional<RecordedService> service(String name) {
    return Optional.ofNullable(services.get(name));
  }
}
