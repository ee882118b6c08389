package dev.ecsinventory.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An ECS resource's ARN, in the long form ({@code service/CLUSTER/NAME}) or the short one that
 * accounts from before 2018 still have ({@code service/NAME}), in any partition.
 *
 * @param partition {@code aws}, {@code aws-cn}, {@code aws-us-gov}, {@code aws-eusc}, …
 * @param type {@code cluster}, {@code service}, {@code task-set}, {@code task-definition}
 * @param path the part after the type and its slash
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html">
 *     Long and short ARNs</a>
 */
public record EcsArn(String partition, String region, String accountId, String type, String path) {
  private static final Pattern FORM =
      Pattern.compile(
          // No spaces and no lone surrogates: no resource has such a name.
          "arn:(aws[a-z0-9-]*):ecs:([a-z0-9-]+):([0-9]{12}):([a-z-]+)/([^\\s\\p{Cs}]+)");

  /** Nine digits fit into an integer, regardless of their values. */
  private static final int MAX_REVISION_DIGITS = 9;

  /** Reads an ARN; empty when {@code text} is not one of ECS. */
  public static Optional<EcsArn> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new EcsArn(
                matcher.group(1),
                matcher.group(2),
                matcher.group(3),
                matcher.group(4),
                matcher.group(5)))
        : Optional.empty();
  }

  /** The last part of an ARN's path; {@code text} itself when it is a name. */
  public static String nameOf(String text) {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** The family of a task definition given as ARN or as {@code family:revision}. */
  public static String familyOf(String taskDefinition) {
    String name = nameOf(taskDefinition);
    int colon = name.lastIndexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }

  /** The revision of a task definition; null when it has none. */
  public static Integer revisionOf(String taskDefinition) {
    String name = nameOf(taskDefinition);
    String revision = name.substring(name.lastIndexOf(':') + 1);
    return isRevision(revision) ? Integer.valueOf(revision) : null;
  }

  /** Not a regular expression, for speed: it runs for every row. */
  private static boolean isRevision(String text) {
    for (int index = 0; index < text.length(); index++) {
      if (text.charAt(index) < '0' || text.charAt(index) > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= MAX_REVISION_DIGITS;
  }

  /** The name of the cluster in a long service or task set ARN. */
  public Optional<String> clusterName() {
    String[] parts = path.split("/");
    return switch (type) {
      case "cluster" -> Optional.of(path);
      case "service" -> parts.length > 1 ? Optional.of(parts[0]) : Optional.empty();
      case "task-set" -> parts.length > 2 ? Optional.of(parts[0]) : Optional.empty();
      default -> Optional.empty();
    };
  }
}
