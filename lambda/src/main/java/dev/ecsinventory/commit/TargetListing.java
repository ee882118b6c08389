package dev.ecsinventory.commit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.scan.Coverage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What ECS listed in one target: the services of each cluster, and the task sets that each service
 * named. The rows are checked against it, because a listed resource without a row must have a read
 * failure; and it proves which resources no longer exist.
 */
public record TargetListing(List<ListedCluster> clusters) {
  static final String CONTENT_TYPE = "application/gzip";

  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  public TargetListing {
    clusters = List.copyOf(clusters);
  }

  /**
   * A cluster of the target.
   *
   * @param complete whether the listing reached its last page, so that a service that is not in it
   *     does not exist; false also for an inactive cluster, whose services are not listed
   */
  public record ListedCluster(String arn, boolean complete, List<ListedService> services) {
    public ListedCluster {
      requireNonNull(arn, "arn is null");
      services = List.copyOf(services);
    }
  }

  /**
   * A service.
   *
   * @param taskSets ARNs of the task sets that it named; null when that is not known
   */
  public record ListedService(String arn, List<String> taskSets) {
    public ListedService {
      requireNonNull(arn, "arn is null");
      taskSets = taskSets == null ? null : List.copyOf(taskSets);
    }
  }

  /** The listing of a target whose clusters are {@code planned}. */
  static TargetListing of(List<String> planned, Coverage coverage) {
    return new TargetListing(
        Stream.concat(planned.stream(), coverage.clusters().stream())
            .distinct()
            .sorted()
            .map(cluster -> listed(coverage, cluster))
            .toList());
  }

  private static ListedCluster listed(Coverage coverage, String cluster) {
    Set<String> services = coverage.servicesOfCluster().get(cluster);
    return services == null
        ? new ListedCluster(cluster, false, List.of())
        : new ListedCluster(
            cluster,
            true,
            services.stream().sorted().map(service -> listedService(coverage, service)).toList());
  }

  private static ListedService listedService(Coverage coverage, String service) {
    Set<String> named = coverage.taskSetsOfService().get(service);
    return new ListedService(service, named == null ? null : named.stream().sorted().toList());
  }

  /** The same as the table uses it. */
  public Coverage coverage() {
    Map<String, Set<String>> services = new HashMap<>();
    Map<String, Set<String>> taskSets = new HashMap<>();
    for (ListedCluster cluster : clusters) {
      if (cluster.complete()) {
        services.put(
            cluster.arn(),
            Set.copyOf(cluster.services().stream().map(ListedService::arn).toList()));
      }
      cluster.services().stream()
          .filter(service -> service.taskSets() != null)
          .forEach(service -> taskSets.put(service.arn(), Set.copyOf(service.taskSets())));
    }
    return new Coverage(services, taskSets);
  }

  int services() {
    return clusters.stream().mapToInt(cluster -> cluster.services().size()).sum();
  }

  int taskSets() {
    return clusters.stream()
        .flatMap(cluster -> cluster.services().stream())
        .mapToInt(service -> service.taskSets() == null ? 0 : service.taskSets().size())
        .sum();
  }

  byte[] bytes() {
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
