package dev.ecsinventory.manifest;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.model.Coverage;
import dev.ecsinventory.model.EcsArn;
import dev.ecsinventory.model.Listed;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.model.ServiceRange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What ECS listed in one target: the services of each cluster, and the task sets that each service
 * named. The rows are checked against it, because a listed resource without a row must have a read
 * failure; and it proves that other resources do not exist.
 */
public record TargetListing(List<ListedCluster> clusters) {
  public static final String CONTENT_TYPE = "application/gzip";

  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  public TargetListing {
    clusters = List.copyOf(clusters);
  }

  /**
   * A cluster of the target.
   *
   * @param complete whether the listing reached its last page, so that no other service exists;
   *     false also for an inactive cluster, whose services are not listed
   * @param services the services that are in the snapshot's scope
   * @param outOfScope names of the other services of a complete listing
   * @param range the services that belong to the target; null if all services of the cluster do
   */
  public record ListedCluster(
      String arn,
      boolean complete,
      List<ListedService> services,
      List<String> outOfScope,
      @JsonInclude(JsonInclude.Include.NON_NULL) ServiceRange range) {
    public ListedCluster {
      requireNonNull(arn, "arn is null");
      services = List.copyOf(services);
      outOfScope = outOfScope == null ? List.of() : List.copyOf(outOfScope);
      range = ServiceRange.ALL.equals(range) ? null : range;
    }

    /** The services that belong to the target. */
    public ServiceRange servicesInTarget() {
      return range == null ? ServiceRange.ALL : range;
    }
  }

  /**
   * A service.
   *
   * @param taskSets ARNs of the task sets that it named and that are in the snapshot's scope; null
   *     when the list is not known
   * @param outOfScope ids of the other task sets that it named
   */
  public record ListedService(String arn, List<String> taskSets, List<String> outOfScope) {
    public ListedService {
      requireNonNull(arn, "arn is null");
      taskSets = taskSets == null ? null : List.copyOf(taskSets);
      outOfScope = outOfScope == null ? List.of() : List.copyOf(outOfScope);
    }
  }

  /**
   * The listing of a target whose clusters are {@code planned}.
   *
   * @param range the services that belong to the target, if it is a part of one cluster
   */
  public static TargetListing of(
      List<String> planned, ServiceRange range, Coverage coverage, Listed listed) {
    return new TargetListing(
        Stream.concat(planned.stream(), listed.clusters().keySet().stream())
            .distinct()
            .sorted()
            .map(cluster -> cluster(cluster, range, coverage, listed))
            .toList());
  }

  private static ListedCluster cluster(
      String cluster, ServiceRange range, Coverage coverage, Listed all) {
    Listed.Services listed = all.clusters().get(cluster);
    if (listed == null) {
      return new ListedCluster(cluster, false, List.of(), List.of(), range);
    }
    Set<String> names = new TreeSet<>(coverage.servicesOfCluster().getOrDefault(cluster, Set.of()));
    listed.arns().forEach(arn -> names.remove(EcsArn.nameOf(arn)));
    return new ListedCluster(
        cluster,
        listed.complete(),
        listed.arns().stream()
            .sorted()
            .map(service -> service(new ServiceIdentity(cluster, service), coverage, all))
            .toList(),
        List.copyOf(names),
        range);
  }

  private static ListedService service(ServiceIdentity service, Coverage coverage, Listed listed) {
    Set<String> known = coverage.taskSetsOf(service);
    if (known == null) {
      return new ListedService(service.serviceArn(), null, List.of());
    }
    Set<String> inScope = listed.taskSets().getOrDefault(service, Set.of());
    Set<String> ids = new TreeSet<>(known);
    inScope.forEach(arn -> ids.remove(service.taskSetId(arn).orElse(arn)));
    return new ListedService(
        service.serviceArn(), inScope.stream().sorted().toList(), List.copyOf(ids));
  }

  /**
   * The coverage that the table uses: every resource that is known to exist, in the scope or not.
   */
  public Coverage coverage() {
    Map<String, Set<String>> services = new HashMap<>();
    Map<ServiceIdentity, Set<String>> taskSets = new HashMap<>();
    Map<String, ServiceRange> ranges = new HashMap<>();
    for (ListedCluster cluster : clusters) {
      ranges.put(cluster.arn(), cluster.servicesInTarget());
      if (cluster.complete()) {
        Set<String> all = new HashSet<>(cluster.outOfScope());
        cluster.services().forEach(service -> all.add(service.arn()));
        services.put(cluster.arn(), all);
      }
      for (ListedService service : cluster.services()) {
        if (service.taskSets() != null) {
          Set<String> all = new HashSet<>(service.outOfScope());
          all.addAll(service.taskSets());
          taskSets.put(new ServiceIdentity(cluster.arn(), service.arn()), all);
        }
      }
    }
    return new Coverage(services, taskSets, ranges);
  }

  public int services() {
    return clusters.stream().mapToInt(cluster -> cluster.services().size()).sum();
  }

  public int taskSets() {
    return clusters.stream()
        .flatMap(cluster -> cluster.services().stream())
        .mapToInt(service -> service.taskSets() == null ? 0 : service.taskSets().size())
        .sum();
  }

  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(MAPPER.writeValueAsBytes(this));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** Parses an object's bytes. */
  public static TargetListing parse(byte[] content) {
    try (GZIPInputStream text = new GZIPInputStream(new ByteArrayInputStream(content))) {
      return MAPPER.readValue(text, TargetListing.class);
    } catch (IOException malformed) {
      throw new UncheckedIOException("a listing cannot be parsed", malformed);
    }
  }
}
