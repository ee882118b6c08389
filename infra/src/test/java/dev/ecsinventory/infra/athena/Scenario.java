package dev.ecsinventory.infra.athena;

import static dev.ecsinventory.infra.athena.ModelTaskSet.taskSet;

import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The snapshots of five days in two accounts; the last day is today. The function takes a snapshot
 * every morning at six.
 *
 * <ol>
 *   <li>The task sets {@code blue}, {@code api}, {@code shop} and {@code old} exist.
 *   <li>A deployment creates {@code green} next to {@code blue}, without a tag.
 *   <li>New tags make {@code blue} compliant, {@code green} drains, and {@code old} is deleted. The
 *       tags of {@code api} cannot be read: the snapshot is PARTIAL. A second, scoped snapshot
 *       reads only {@code blue}. The organization has another account, which was read.
 *   <li>{@code green} is deleted. The second account denies every call: the snapshot is PARTIAL.
 *       The other account is suspended, and on the last day it has left the organization. A second
 *       snapshot, which reads a fifth task set, is aborted.
 *   <li>The second account can be read again and {@code shop} is unchanged. A deployment creates
 *       {@code next} next to {@code blue}, with similar tags. {@code bare} has no tags, and {@code
 *       deploy} belongs to a service for which ECS does not support tags: the snapshot is PARTIAL
 *       although everything that ECS returns was read.
 * </ol>
 */
final class Scenario {
  static final String FIRST = "111111111111/us-east-1";
  static final String SECOND = "222222222222/eu-west-1";

  static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

  final ModelTaskSet blue =
      taskSet(FIRST, "prod/web", "ecs-svc/1001", created(1)).tags("Env", "prod", "Team", "pay");
  final ModelTaskSet green =
      taskSet(FIRST, "prod/web", "ecs-svc/1002", created(2)).status("ACTIVE");
  final ModelTaskSet api =
      taskSet(FIRST, "prod/api", "ecs-svc/1003", created(1))
          .tags("Env", "production", "Team", "core")
          .compliance("COMPLIANT");
  final ModelTaskSet shop =
      taskSet(SECOND, "berlin/shop", "ecs-svc/2001", created(1))
          .tags("Env", "production", "Team", "Zoë")
          .compliance("COMPLIANT");
  final ModelTaskSet old = taskSet(SECOND, "berlin/shop", "ecs-svc/2002", created(1));
  final ModelTaskSet retagged =
      blue.tags("Env", "production", "Team", "pay").compliance("COMPLIANT");
  final ModelTaskSet next =
      taskSet(FIRST, "prod/web", "ecs-svc/1004", created(5))
          .status("ACTIVE")
          .tags("Team", "Pay", "env", "production");

  final ModelTaskSet bare = taskSet(FIRST, "prod/api", "ecs-svc/1005", created(5)).status("ACTIVE");
  final ModelTaskSet deploy = taskSet(FIRST, "prod/green", "ecs-svc/1006", created(5)).tagsUnread();

  private final History history;

  Scenario(History history) {
    this.history = history;
  }

  /** The day with a number from 1 to 5; day 5 is today. */
  static LocalDate day(int number) {
    return TODAY.minusDays(5 - number);
  }

  /** A task set of a day is created an hour before the snapshot of that day. */
  static Instant created(int number) {
    return History.sixOClock(day(number)).minus(Duration.ofHours(1));
  }

  /**
   * A query result with days as D1 to D5, snapshots as S1 to S5, and task sets as the numbers of
   * their IDs.
   */
  static String abbreviate(String result) {
    String text = result;
    for (int number = 1; number <= 5; number++) {
      SnapshotId snapshot = SnapshotId.at(History.sixOClock(day(number)), Optional.empty());
      text =
          text.replace(snapshot.value(), "S" + number)
              .replace(day(number).toString(), "D" + number);
    }
    return text.replaceAll("arn:aws:ecs:[^ ]*/ecs-svc/", "");
  }

  void write() {
    ofBothAccounts(1).has(blue, api, shop, old).commit(SnapshotStatus.COMPLETE);
    ofBothAccounts(2).has(blue, green, api, shop.running(2), old).commit(SnapshotStatus.COMPLETE);
    ofBothAccounts(3)
        .has(retagged, green.status("DRAINING"), api.tagsUnread(), shop)
        .readFailure(FIRST, "THROTTLED", "DescribeTaskSets")
        .account("222222222222", "berlin", "READ")
        .account("333333333333", "rome", "READ")
        .commit(SnapshotStatus.PARTIAL);
    history.scopedAt(day(3)).read(FIRST).has(retagged).commit(SnapshotStatus.COMPLETE);
    history
        .at(day(4))
        .read(FIRST)
        .has(retagged, api)
        .readFailure(SECOND, "DENIED", "AssumeRole")
        .account("222222222222", "berlin", "ROLE_DENIED")
        .account("333333333333", "rome", "SUSPENDED")
        .commit(SnapshotStatus.PARTIAL);
    history
        .secondAt(day(4))
        .read(FIRST)
        .has(taskSet(FIRST, "prod/web", "ecs-svc/6666", created(4)))
        .abort();
    ofBothAccounts(5)
        .has(retagged, next, api, shop, bare, deploy)
        .readFailure(FIRST, "UNSUPPORTED", "DescribeTaskSets")
        .account("222222222222", "berlin", "READ")
        .account("333333333333", "rome", "LEFT")
        .account("444444444444", "sandbox", "EXCLUDED")
        .commit(SnapshotStatus.PARTIAL);
  }

  private History.Snapshot ofBothAccounts(int number) {
    return history.at(day(number)).read(FIRST).read(SECOND);
  }
}
