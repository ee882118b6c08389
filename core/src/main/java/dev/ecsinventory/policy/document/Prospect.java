package dev.ecsinventory.policy.document;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.EcsArn;
import java.util.List;
import java.util.Optional;

/**
 * The known facts of a task set that a request would create. An empty value is not known before the
 * deployment; nothing is concluded from it.
 *
 * @param cluster its name
 * @param service its name
 * @param tags the tags that are known to be there, or possibly there
 * @param otherTags why there may be tags that are not among {@code tags}; empty if there are none
 */
public record Prospect(
    Optional<String> account,
    Optional<String> region,
    Optional<String> cluster,
    Optional<String> clusterArn,
    Optional<String> service,
    Optional<String> serviceArn,
    List<Tag> tags,
    Optional<String> otherTags) {
  public Prospect {
    requireNonNull(account, "account is null");
    requireNonNull(region, "region is null");
    requireNonNull(cluster, "cluster is null");
    requireNonNull(clusterArn, "clusterArn is null");
    requireNonNull(service, "service is null");
    requireNonNull(serviceArn, "serviceArn is null");
    tags = List.copyOf(tags);
    requireNonNull(otherTags, "otherTags is null");
  }

  /**
   * A tag of the request.
   *
   * @param value empty when it is not known
   * @param certain whether the tag is there for certain
   * @param notKnown why the value, or whether the tag is there, is not known; else empty
   */
  public record Tag(
      String key, Optional<String> value, boolean certain, Optional<String> notKnown) {
    public Tag {
      requireNonNull(key, "key is null");
      requireNonNull(value, "value is null");
      requireNonNull(notKnown, "notKnown is null");
    }

    /** A tag of which everything is known. */
    public static Tag of(String key, String value) {
      return new Tag(key, Optional.of(value), true, Optional.empty());
    }
  }

  /**
   * With what ARNs tell: the account, the Region, and the cluster of a service.
   *
   * @param account of the deployment, where no ARN has one
   * @param region likewise
   * @param cluster name or ARN
   * @param service name or ARN
   */
  public static Prospect of(
      Optional<String> account,
      Optional<String> region,
      Optional<String> cluster,
      Optional<String> service,
      List<Tag> tags,
      Optional<String> otherTags) {
    Optional<EcsArn> clusterArn = cluster.flatMap(EcsArn::parse);
    Optional<EcsArn> serviceArn = service.flatMap(EcsArn::parse);
    Optional<EcsArn> either = clusterArn.or(() -> serviceArn);
    Optional<String> knownAccount = either.map(EcsArn::accountId).or(() -> account);
    Optional<String> knownRegion = either.map(EcsArn::region).or(() -> region);
    Optional<String> name =
        cluster
            .map(EcsArn::nameOf)
            .or(
                () ->
                    serviceArn
                        .map(EcsArn::path)
                        .filter(path -> path.contains("/"))
                        .map(path -> path.substring(0, path.indexOf('/'))));
    Optional<String> owner =
        either
            .map(arn -> owner(arn.partition(), arn.region(), arn.accountId()))
            .or(
                () ->
                    knownRegion.flatMap(
                        at -> knownAccount.map(of -> owner(partition(at), at, of))));
    return new Prospect(
        knownAccount,
        knownRegion,
        name,
        owner.flatMap(arn -> name.map(cl -> arn + "cluster/" + cl)),
        service.map(EcsArn::nameOf),
        serviceArn.flatMap(ignored -> service),
        tags,
        otherTags);
  }

  private static String owner(String partition, String region, String account) {
    return "arn:" + partition + ":ecs:" + region + ":" + account + ":";
  }

  private static String partition(String region) {
    return region.startsWith("cn-")
        ? "aws-cn"
        : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }
}
