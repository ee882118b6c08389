package dev.ecsinventory.commit;

import dev.ecsinventory.checkpoint.TargetCheckpoint;
import dev.ecsinventory.manifest.DataFile;
import dev.ecsinventory.manifest.Deployment;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.manifest.Specification;
import dev.ecsinventory.manifest.Specification.SpecifiedAccount;
import dev.ecsinventory.manifest.StoredListing;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.ComplianceCounts;
import dev.ecsinventory.model.FailureKind;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.plan.Plan;
import dev.ecsinventory.plan.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was read of two accounts: two targets in the first one, and in the second one only the list
 * of clusters, which is empty. Each number occurs once, so that no sum can be that of others.
 */
final class ReadSamples {
  static final AccountRegion FIRST = new AccountRegion("111111111111", "eu-west-1");
  static final AccountRegion SECOND = new AccountRegion("222222222222", "us-east-1");
  static final String STARTED_AT = "2026-01-15T06:00:01.123456Z";

  private ReadSamples() {}

  static Specification specification() {
    return new Specification(
        "20260115T060000Z",
        new Deployment("999999999999", "eu-central-1", "function", "table"),
        1,
        new Manifest.RequestedScope(List.of(), List.of(), List.of(), List.of(), List.of()),
        List.of(
            new SpecifiedAccount(FIRST.accountId(), null, List.of(FIRST.region())),
            new SpecifiedAccount(SECOND.accountId(), null, List.of(SECOND.region()))),
        List.of("json", "parquet"),
        null,
        STARTED_AT,
        null);
  }

  static ReadResults read() {
    return new ReadResults(
        List.of(
            plan(FIRST, List.of("cluster-1", "cluster-2", "cluster-3"), 1, 2, "one", "two"),
            plan(SECOND, List.of(), 4, 8)),
        targets());
  }

  static Plan plan(
      AccountRegion place, List<String> clusters, int calls, int throttled, String... targets) {
    return new Plan(
        place,
        List.of(targets).stream().map(id -> new Target(id, place, List.of(), 0)).toList(),
        clusters,
        List.of(failure(place, "plan")),
        List.of("cluster-of-" + place.accountId()),
        calls,
        throttled,
        STARTED_AT);
  }

  private static SortedMap<String, TargetCheckpoint> targets() {
    SortedMap<String, TargetCheckpoint> targets = new TreeMap<>();
    targets.put("one", target("one", 1, new ComplianceCounts(1, 2, 4, 8), 16));
    targets.put("two", target("two", 10, new ComplianceCounts(16, 32, 64, 128), 64));
    return targets;
  }

  /** With {@code rows}, twice, four and eight times as many rows of the datasets. */
  private static TargetCheckpoint target(
      String id, int rows, ComplianceCounts compliance, int calls) {
    List<DataFile> files = new ArrayList<>();
    for (String format : List.of("json", "parquet")) {
      files.add(file(id, "clusters", format, rows));
      files.add(file(id, "services", format, 2 * rows));
      files.add(file(id, "task_sets", format, 4 * rows));
      files.add(file(id, "tag_violations", format, 8 * rows));
    }
    return new TargetCheckpoint(
        id,
        "2026-01-15T06:00:02Z",
        "2026-01-15T06:00:03Z",
        files,
        new StoredListing(id, "listing-" + id, 100 * rows, 1_000 * rows, 1, "sha"),
        "report-" + id,
        compliance,
        List.of(failure(FIRST, id)),
        List.of("service-of-" + id),
        calls,
        2 * calls);
  }

  private static DataFile file(String target, String dataset, String format, int rows) {
    return new DataFile(
        "z/%s-%s-%s".formatted(format, dataset, target), dataset, format, rows, 1, "sha");
  }

  static ReadFailure failure(AccountRegion place, String resource) {
    return new ReadFailure(
        place.accountId(),
        place.region(),
        "ListServices",
        resource,
        "AccessDeniedException",
        "denied",
        FailureKind.DENIED,
        1);
  }
}
