package dev.ecsinventory.model;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The identity of a service: its cluster's ARN and its own ARN. The ARN alone is not enough,
 * because the old format, {@code service/NAME}, does not contain the cluster, so that two clusters
 * of one account and Region can each have a service with the same ARN.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html#ecs-resource-ids">
 *     Amazon Resource Names (ARNs) and IDs</a>
 */
public record ServiceIdentity(String clusterArn, String serviceArn)
    implements Comparable<ServiceIdentity> {
  /** ECS's own form of task set IDs. */
  private static final String TASK_SET_ID = "ecs-svc/[^/]+";

  private static final Comparator<ServiceIdentity> ORDER =
      Comparator.comparing(ServiceIdentity::clusterArn).thenComparing(ServiceIdentity::serviceArn);

  public ServiceIdentity {
    requireNonNull(clusterArn, "clusterArn is null");
    requireNonNull(serviceArn, "serviceArn is null");
  }

  /** The service's name, which is the same in both ARN forms. */
  public String serviceName() {
    return EcsArn.nameOf(serviceArn);
  }

  /**
   * Whether {@code text} names this service: its name, or its ARN in either form. The partition is
   * no part of the identity, since account IDs are unique across partitions.
   */
  public boolean isService(String text) {
    return text.equals(serviceArn)
        || text.equals(serviceName())
        || inCluster(text)
            .filter(arn -> EcsArn.nameOf(arn.path()).equals(serviceName()))
            .isPresent();
  }

  /** Whether the service's own ARN is one of a service in the cluster. */
  public boolean isConsistent() {
    return inCluster(serviceArn).isPresent();
  }

  private Optional<EcsArn> inCluster(String text) {
    return EcsArn.parse(text)
        .filter(arn -> arn.type().equals("service") && isHere(arn))
        .filter(arn -> arn.clusterName().map(clusterName()::equals).orElse(true));
  }

  /** Whether {@code text} names this service's cluster: its name or its ARN. */
  public boolean isCluster(String text) {
    return text.equals(clusterArn)
        || text.equals(clusterName())
        || EcsArn.parse(text)
            .filter(arn -> arn.type().equals("cluster") && isHere(arn))
            .filter(arn -> arn.path().equals(clusterName()))
            .isPresent();
  }

  /**
   * The ID in the ARN of one of this service's task sets, such as {@code ecs-svc/123}; empty when
   * {@code taskSetArn} names no task set of this service. An ARN may lack the cluster, or the
   * cluster and the service.
   */
  public Optional<String> taskSetId(String taskSetArn) {
    return EcsArn.parse(taskSetArn)
        .filter(arn -> arn.type().equals("task-set") && isHere(arn))
        .flatMap(arn -> taskSetIdOf(arn.path()));
  }

  /** All forms of this service's ARN, its own among them. */
  public List<String> arns() {
    String prefix = arnPrefix("service");
    return List.of(
        serviceArn, prefix + serviceName(), prefix + clusterName() + "/" + serviceName());
  }

  /** The start of the ARN of a resource of {@code type} in the cluster's account and Region. */
  private String arnPrefix(String type) {
    return clusterArn.replaceFirst(":cluster/.*", ":" + type + "/");
  }

  /** All forms of the ARN of one of this service's task sets, {@code taskSetArn} among them. */
  public List<String> taskSetArns(String taskSetArn) {
    String prefix = arnPrefix("task-set");
    return taskSetId(taskSetArn)
        .map(
            id ->
                List.of(
                    taskSetArn,
                    prefix + id,
                    prefix + serviceName() + "/" + id,
                    prefix + clusterName() + "/" + serviceName() + "/" + id))
        .orElse(List.of(taskSetArn));
  }

  private Optional<String> taskSetIdOf(String path) {
    String parents = clusterName() + "/" + serviceName() + "/";
    if (path.startsWith(parents)) {
      return Optional.of(path.substring(parents.length())).filter(id -> !id.isEmpty());
    }
    String id =
        path.startsWith(serviceName() + "/") ? path.substring(serviceName().length() + 1) : path;
    return id.matches(TASK_SET_ID) ? Optional.of(id) : Optional.empty();
  }

  private String clusterName() {
    return EcsArn.nameOf(clusterArn);
  }

  private boolean isHere(EcsArn arn) {
    return EcsArn.parse(clusterArn)
        .filter(cluster -> cluster.accountId().equals(arn.accountId()))
        .filter(cluster -> cluster.region().equals(arn.region()))
        .isPresent();
  }

  @Override
  public int compareTo(ServiceIdentity other) {
    return ORDER.compare(this, other);
  }

  /** Both ARNs, for logs and messages. */
  @Override
  public String toString() {
    return serviceArn + " in " + clusterArn;
  }
}
