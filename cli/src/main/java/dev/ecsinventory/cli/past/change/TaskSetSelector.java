package dev.ecsinventory.cli.past.change;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.cli.past.TaskSetName;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.EcsArn;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A task set as a user names it: by ARN in any form, or by ID.
 *
 * @param text as it was given
 * @param accountRegion of an ARN
 * @param cluster of an ARN that contains it
 * @param service of an ARN that contains it
 * @param id such as {@code ecs-svc/123}, or its last part
 */
public record TaskSetSelector(
    String text,
    Optional<AccountRegion> accountRegion,
    Optional<String> cluster,
    Optional<String> service,
    String id) {
  private static final Pattern PATH =
      Pattern.compile("(?:(?:([^/]+)/)?([^/]+)/)?(ecs-svc/[a-zA-Z0-9_-]+)");

  private static final Pattern ID = Pattern.compile("(?:ecs-svc/)?[a-zA-Z0-9_-]+");

  public TaskSetSelector {
    requireNonNull(text, "text is null");
    requireNonNull(accountRegion, "accountRegion is null");
    requireNonNull(cluster, "cluster is null");
    requireNonNull(service, "service is null");
    requireNonNull(id, "id is null");
  }

  /**
   * Parses an ARN or an ID.
   *
   * @throws InvalidInputException when it is neither
   */
  public static TaskSetSelector parse(String text) {
    Optional<EcsArn> arn = EcsArn.parse(text).filter(one -> one.type().equals("task-set"));
    Matcher path = PATH.matcher(arn.map(EcsArn::path).orElse(""));
    if (path.matches()) {
      return new TaskSetSelector(
          text,
          arn.map(one -> new AccountRegion(one.accountId(), one.region())),
          Optional.ofNullable(path.group(1)),
          Optional.ofNullable(path.group(2)),
          path.group(3));
    }
    if (!ID.matcher(text).matches()) {
      throw new InvalidInputException(
          "the task set cannot be found",
          List.of(
              "\"%s\" is neither the ARN of a task set nor an ID such as ecs-svc/1234567890123456789"
                  .formatted(text)));
    }
    return new TaskSetSelector(text, Optional.empty(), Optional.empty(), Optional.empty(), text);
  }

  /** Whether task sets of an account and Region are meant. */
  boolean isIn(AccountRegion other) {
    return accountRegion.map(other::equals).orElse(true);
  }

  boolean matches(TaskSetName name) {
    return cluster.map(name.cluster()::equals).orElse(true)
        && service.map(name.service()::equals).orElse(true)
        && (name.id().equals(id) || EcsArn.nameOf(name.id()).equals(id));
  }
}
