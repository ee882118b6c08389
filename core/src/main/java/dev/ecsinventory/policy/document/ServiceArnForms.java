package dev.ecsinventory.policy.document;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.Glob;

/**
 * Both ARNs of a service: the long form, {@code service/CLUSTER/NAME}, and the old short form,
 * {@code service/NAME}. ECS reports one of them, and a policy may contain the other one for the
 * same service.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html#ecs-resource-ids">
 *     Amazon Resource Names (ARNs) and IDs</a>
 */
record ServiceArnForms(String longForm, String shortForm) {
  private static final String ARN = "arn:";
  private static final String CLUSTER = ":cluster/";
  private static final String SERVICE = ":service/";

  ServiceArnForms {
    requireNonNull(longForm, "longForm is null");
    requireNonNull(shortForm, "shortForm is null");
  }

  /** The forms for a service of a cluster: partition, Region and account are the cluster's. */
  static ServiceArnForms of(String clusterArn, String serviceName) {
    int type = clusterArn.indexOf(CLUSTER);
    String owner = type < 0 ? "" : clusterArn.substring(0, type);
    String cluster = type < 0 ? clusterArn : clusterArn.substring(type + CLUSTER.length());
    return new ServiceArnForms(
        owner + SERVICE + cluster + "/" + serviceName, owner + SERVICE + serviceName);
  }

  /**
   * Whether {@code glob} matches either form of the service's ARN. A wildcard matches a slash too,
   * so {@code service/prod*}, which selects clusters, does not apply to the short form: a waiver
   * for clusters would otherwise cover every service whose name has the same prefix.
   */
  boolean areNamedBy(Glob glob) {
    return glob.matches(longForm) || glob.isLiteral() && glob.matches(shortForm);
  }

  static boolean isArn(Glob glob) {
    return glob.text().startsWith(ARN);
  }

  /** Whether two globs of ARNs could match one service; true when in doubt. */
  static boolean mayMeet(Glob one, Glob other) {
    boolean sameForm = isLong(one) && isLong(other) || isShortLiteral(one) && isShortLiteral(other);
    return !sameForm || one.mayMeet(other);
  }

  private static boolean isLong(Glob glob) {
    int type = glob.text().indexOf(SERVICE);
    return type >= 0 && glob.text().indexOf('/', type + SERVICE.length()) >= 0;
  }

  private static boolean isShortLiteral(Glob glob) {
    return glob.isLiteral() && !isLong(glob);
  }
}
