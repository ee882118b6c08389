package dev.ecsinventory.verify;

import dev.ecsinventory.model.FailureKind;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.ServiceIdentity;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The read failures of a snapshot, by the resources that they explain. */
final class Explanations {
  private static final String DESCRIBE_CLUSTERS = "DescribeClusters";
  private static final String LIST_SERVICES = "ListServices";
  private static final String DESCRIBE_SERVICES = "DescribeServices";
  private static final String DESCRIBE_TASK_SETS = "DescribeTaskSets";
  private static final String POLICY = "DescribeEffectivePolicy";

  /**
   * Operations on one cluster, service or task set, which do not explain a complete account and
   * Region.
   */
  private static final List<String> OF_RESOURCES =
      List.of(DESCRIBE_CLUSTERS, LIST_SERVICES, DESCRIBE_SERVICES, DESCRIBE_TASK_SETS, POLICY);

  /** The error code of a selector without a match. */
  private static final String NOT_FOUND = "NotFound";

  private final Collection<ReadFailure> failures;
  private final Map<String, List<ReadFailure>> byResource;

  Explanations(Collection<ReadFailure> failures) {
    this.failures = failures;
    this.byResource = failures.stream().collect(Collectors.groupingBy(ReadFailure::resourceArn));
  }

  /** Whether a failure explains that not all clusters of an account and Region were read. */
  boolean accountRegion(String accountId, String region) {
    return failures.stream()
        .filter(failure -> failure.accountId().equals(accountId))
        .filter(failure -> failure.region().equals(region))
        .filter(failure -> !failure.errorCode().equals(NOT_FOUND))
        .anyMatch(failure -> !OF_RESOURCES.contains(failure.operation()));
  }

  /**
   * Whether a failure explains that a planned cluster has no row. No run described a target that
   * was not reached.
   */
  boolean noCluster(String arn) {
    return any(
        arn,
        failure ->
            !failure.operation().equals(LIST_SERVICES)
                || failure.kind() == FailureKind.NOT_REACHED);
  }

  /**
   * The number of listed clusters of an account and Region that are in no target, because ECS
   * reported them as missing.
   */
  long missingClusters(String accountId, String region, Predicate<String> planned) {
    return failures.stream()
        .filter(failure -> failure.operation().equals(DESCRIBE_CLUSTERS))
        .filter(failure -> failure.accountId().equals(accountId))
        .filter(failure -> failure.region().equals(region))
        .map(ReadFailure::resourceArn)
        .distinct()
        .filter(planned.negate())
        .count();
  }

  /** Whether a failure explains that not every service of a cluster was listed. */
  boolean incompleteListing(String clusterArn) {
    return any(clusterArn, failure -> !failure.operation().equals(DESCRIBE_CLUSTERS));
  }

  /**
   * Whether a failure explains that a listed service has no row, or that its task sets are not
   * known.
   */
  boolean service(ServiceIdentity service) {
    return any(
        service.serviceArn(),
        failure ->
            !failure.operation().equals(DESCRIBE_TASK_SETS) && isIn(failure, service.clusterArn()));
  }

  /** Whether a failure explains that a task set has no row. */
  boolean taskSet(String arn) {
    return byResource.containsKey(arn);
  }

  /** Whether a failure explains that the tags of a task set are not known. */
  boolean taskSetTags(ServiceIdentity service, String arn) {
    return byResource.containsKey(arn)
        || any(service.serviceArn(), failure -> isIn(failure, service.clusterArn()));
  }

  /** Two clusters can have services with equal ARNs of the old format. */
  private static boolean isIn(ReadFailure failure, String clusterArn) {
    return failure.clusterArn() == null || failure.clusterArn().equals(clusterArn);
  }

  /** Whether a failure explains that the tags of a cluster or service are not known. */
  boolean tags(String arn) {
    return byResource.containsKey(arn);
  }

  /** Whether a failure explains that a selector of the scope matched nothing. */
  boolean selector(String text) {
    return byResource.containsKey(text);
  }

  /** Whether a failure explains that the policy of an account is not known. */
  boolean policy(String accountId) {
    return failures.stream()
        .anyMatch(
            failure -> failure.operation().equals(POLICY) && failure.accountId().equals(accountId));
  }

  private boolean any(String resource, Predicate<ReadFailure> of) {
    return byResource.getOrDefault(resource, List.of()).stream().anyMatch(of);
  }
}
