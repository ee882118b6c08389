package dev.ecsinventory.infra.athena;

import static dev.ecsinventory.infra.athena.TaskSetSketch.taskSet;

import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Five days of two accounts, the last of them today. Every morning at six a snapshot is taken.
 *
 * <ol>
 *   <li>{@code blue}, {@code api}, {@code shop} and {@code old} are there.
 *   <li>{@code green} comes up beside {@code blue}, without a tag.
 *   <li>{@code blue} is retagged and becomes compliant, {@code green} drains, {@code old} is gone.
 *       The tags of {@code api} cannot be read: the snapshot is PARTIAL. A second snapshot looks at
 *       {@code blue} only.
 *   <li>{@code green} is gone. The second account denies everything: PARTIAL again. A second
 *       snapshot that saw {@code ghost} is aborted.
 *   <li>{@code shop}, which nobody could see the day before, is there as ever. {@code next} comes
 *       up beside {@code blue}, with tags that look like its; {@code bare} comes up without any,
 *       and {@code deploy} in a service for which ECS does not tell tags: PARTIAL, but all was
 *       read.
 * </ol>
 */
final class Story {
  static final String FIRST = "111111111111/us-east-1";
  static final String SECOND = "222222222222/eu-west-1";

  static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

  final TaskSetSketch blue =
      taskSet(FIRST, "prod/web", "ecs-svc/1001", created(1)).tags("Env", "prod", "Team", "pay");
  final TaskSetSketch green =
      taskSet(FIRST, "prod/web", "ecs-svc/1002", created(2)).status("ACTIVE");
  final TaskSetSketch api =
      taskSet(FIRST, "prod/api", "ecs-svc/1003", created(1))
          .tags("Env", "production", "Team", "core")
          .compliance("COMPLIANT");
  final TaskSetSketch shop =
      taskSet(SECOND, "berlin/shop", "ecs-svc/2001", created(1))
          .tags("Env", "production", "Team", "Zoë")
          .compliance("COMPLIANT");
  final TaskSetSketch old = taskSet(SECOND, "berlin/shop", "ecs-svc/2002", created(1));
  final TaskSetSketch retagged =
      blue.tags("Env", "production", "Team", "pay").compliance("COMPLIANT");
  final TaskSetSketch next =
      taskSet(FIRST, "prod/web", "ecs-svc/1004", created(5))
          .status("ACTIVE")
          .tags("Team", "Pay", "env", "production");

  final TaskSetSketch bare =
      taskSet(FIRST, "prod/api", "ecs-svc/1005", created(5)).status("ACTIVE");
  final TaskSetSketch deploy =
      taskSet(FIRST, "prod/green", "ecs-svc/1006", created(5)).tagsUnread();

  private final History history;

  Story(History history) {
    this.history = history;
  }

  /** The day with a number, from 1; 5 is today. */
  static LocalDate day(int number) {
    return TODAY.minusDays(5 - number);
  }

  /** What happens on a day happens an hour before its snapshot. */
  static Instant created(int number) {
    return History.six(day(number)).minus(Duration.ofHours(1));
  }

  /** An answer with its days as D1 to D5, snapshots as S1 to S5, and task sets as their numbers. */
  static String retell(String response) {
    String told = response;
    for (int number = 1; number <= 5; number++) {
      SnapshotId snapshot = SnapshotId.at(History.six(day(number)), Optional.empty());
      told =
          told.replace(snapshot.value(), "S" + number)
              .replace(day(number).toString(), "D" + number);
    }
    return told.replaceAll("arn:aws:ecs:[^ ]*/ecs-svc/", "");
  }

  void write() {
    both(1).has(blue, api, shop, old).commit(SnapshotStatus.COMPLETE);
    both(2).has(blue, green, api, shop.running(2), old).commit(SnapshotStatus.COMPLETE);
    both(3)
        .has(retagged, green.status("DRAINING"), api.tagsUnread(), shop)
        .missed(FIRST, "THROTTLED", "DescribeTaskSets")
        .commit(SnapshotStatus.PARTIAL);
    history.narrowedAt(day(3)).read(FIRST).has(retagged).commit(SnapshotStatus.COMPLETE);
    history
        .at(day(4))
        .read(FIRST)
        .has(retagged, api)
        .missed(SECOND, "DENIED", "AssumeRole")
        .commit(SnapshotStatus.PARTIAL);
    history
        .laterAt(day(4))
        .read(FIRST)
        .has(taskSet(FIRST, "prod/web", "ecs-svc/6666", created(4)))
        .abort();
    both(5)
        .has(retagged, next, api, shop, bare, deploy)
        .missed(FIRST, "UNSUPPORTED", "DescribeTaskSets")
        .commit(SnapshotStatus.PARTIAL);
  }

  private History.Snapshot both(int number) {
    return history.at(day(number)).read(FIRST).read(SECOND);
  }
}
