package dev.ecsinventory.config;

import dev.ecsinventory.model.EcsArn;
import dev.ecsinventory.model.Glob;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.model.Sha256;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The scope to which an event narrows its snapshot. An empty list narrows nothing.
 *
 * @param accounts twelve-digit account ids
 * @param regions region names, of those in the settings
 * @param clusters names, ARNs or globs
 * @param services names, ARNs or globs
 * @param taskSets ids, ARNs or globs
 */
public record Scope(
    List<String> accounts,
    List<String> regions,
    List<Glob> clusters,
    List<Glob> services,
    List<Glob> taskSets) {
  /** Narrows nothing: all resources in the configured accounts and Regions. */
  public static final Scope EVERYTHING =
      new Scope(List.of(), List.of(), List.of(), List.of(), List.of());

  public Scope {
    accounts = List.copyOf(accounts);
    regions = List.copyOf(regions);
    clusters = List.copyOf(clusters);
    services = List.copyOf(services);
    taskSets = List.copyOf(taskSets);
  }

  /** The scope's own part of the snapshot's id; empty when it narrows nothing. */
  public Optional<String> hash() {
    if (equals(EVERYTHING)) {
      return Optional.empty();
    }
    return Optional.of(Sha256.of(canonicalText()).substring(0, 8));
  }

  /**
   * Whether the cluster is in the scope, according to selectors of clusters and to others that
   * imply a cluster.
   */
  public boolean includesCluster(String clusterArn) {
    return (clusters.isEmpty() || matching(clusters, clusterArn).findAny().isPresent())
        && impliesNoOther(services, clusterArn)
        && impliesNoOther(taskSets, clusterArn);
  }

  public boolean includesService(String clusterArn, String serviceArn) {
    return (services.isEmpty() || matchingService(clusterArn, serviceArn).findAny().isPresent())
        && (taskSets.isEmpty()
            || taskSets.stream().anyMatch(glob -> mayNameTaskSetOf(glob, clusterArn, serviceArn)));
  }

  public boolean includesTaskSet(ServiceIdentity service, String taskSetArn, String taskSetId) {
    return taskSets.isEmpty()
        || matchingTaskSet(service, taskSetArn, taskSetId).findAny().isPresent();
  }

  /** The selectors in {@code globs} that match the resource, by name or by ARN. */
  public static Stream<Glob> matching(List<Glob> globs, String arn) {
    return globs.stream()
        .filter(glob -> isArn(glob) ? glob.matches(arn) : glob.matches(EcsArn.nameOf(arn)));
  }

  /** The selectors of services that match this one, by name or by ARN in either of its forms. */
  public Stream<Glob> matchingService(String clusterArn, String serviceArn) {
    ServiceIdentity service = new ServiceIdentity(clusterArn, serviceArn);
    List<String> forms = service.arns();
    return services.stream()
        .filter(
            glob ->
                isArn(glob)
                    ? forms.stream().anyMatch(glob::matches)
                    : glob.matches(service.serviceName()));
  }

  /**
   * The selectors of task sets that match this one, by ID, by the end of its ID, or by ARN in any
   * of its forms.
   */
  public Stream<Glob> matchingTaskSet(
      ServiceIdentity service, String taskSetArn, String taskSetId) {
    List<String> forms = service.taskSetArns(taskSetArn);
    return taskSets.stream()
        .filter(
            glob ->
                isArn(glob)
                    ? forms.stream().anyMatch(glob::matches)
                    : (taskSetId != null && glob.matches(taskSetId))
                        || glob.matches(EcsArn.nameOf(taskSetArn)));
  }

  private static boolean impliesNoOther(List<Glob> globs, String clusterArn) {
    return globs.isEmpty()
        || globs.stream()
            .anyMatch(
                glob ->
                    impliedCluster(glob)
                        .map(name -> name.equals(EcsArn.nameOf(clusterArn)))
                        .orElse(true));
  }

  private static Optional<String> impliedCluster(Glob glob) {
    return glob.isLiteral()
        ? EcsArn.parse(glob.text()).flatMap(EcsArn::clusterName)
        : Optional.empty();
  }

  private static boolean mayNameTaskSetOf(Glob glob, String clusterArn, String serviceArn) {
    if (!glob.isLiteral() || !isArn(glob)) {
      return true;
    }
    return new ServiceIdentity(clusterArn, serviceArn).taskSetId(glob.text()).isPresent();
  }

  private static boolean isArn(Glob glob) {
    return glob.text().startsWith("arn:");
  }

  /** The same text for the same scope, regardless of the order in the event. */
  String canonicalText() {
    return "accounts=%s;regions=%s;clusters=%s;services=%s;taskSets=%s"
        .formatted(
            sorted(accounts),
            sorted(regions),
            sorted(texts(clusters)),
            sorted(texts(services)),
            sorted(texts(taskSets)));
  }

  private static List<String> texts(List<Glob> globs) {
    return globs.stream().map(Glob::text).toList();
  }

  private static String sorted(List<String> values) {
    return values.stream().sorted().distinct().collect(Collectors.joining("\u0000", "[", "]"));
  }
}
