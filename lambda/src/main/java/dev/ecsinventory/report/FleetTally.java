package dev.ecsinventory.report;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.manifest.AccountNames;
import dev.ecsinventory.report.Breakdown.Key;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TagViolations;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The sum of the targets of a snapshot, one part of the report after another. Its memory grows with
 * the number of accounts, Regions and rules, not with the number of task sets: it stores the worst
 * clusters and services, as many creators and waivers as a person can read, and as many violations
 * as a page can contain.
 */
public final class FleetTally {
  /** The maximum number of lines that a person reads. */
  static final int MAX_LINES = 50;

  /**
   * The maximum number of stored values; a deployment system may use a new creator for each task
   * set.
   */
  static final int MAX_VALUES = 10_000;

  private static final int MAX_WAIVERS = 1_000;

  private final Breakdown accounts = new Breakdown(MAX_VALUES, MAX_VALUES);
  private final Breakdown regions = new Breakdown(MAX_VALUES, MAX_VALUES);
  private final Breakdown clusters = new Breakdown(Integer.MAX_VALUE, MAX_LINES);
  private final Breakdown services = new Breakdown(Integer.MAX_VALUE, MAX_LINES);
  private final Breakdown creators = new Breakdown(MAX_VALUES, MAX_LINES);
  private final Map<String, RuleTally> rules = new TreeMap<>();
  private final Map<List<Object>, WaiverTally> waivers = new HashMap<>();
  private final AccountNames names;
  private final ViolationData violations;
  private ComplianceTally total = ComplianceTally.NONE;
  private int open;
  private int waived;
  private int awsVisible;
  private int unfixable;

  /**
   * A tally without task sets.
   *
   * @param names shown next to the accounts' IDs
   */
  FleetTally(AccountNames names) {
    this.names = requireNonNull(names, "names is null");
    this.violations = new ViolationData(names);
  }

  /** The names of the accounts, as far as they are known. */
  public AccountNames names() {
    return names;
  }

  void add(TargetSummary summary) {
    for (TargetSummary.Group group : summary.groups()) {
      add(group.taskSets(), group.tally());
    }
    summary.violations().forEach(this::add);
    // A cluster, and therefore a service, is in one target only.
    clusters.keepWorst();
    services.keepWorst();
    rules.values().forEach(RuleTally::endOfTarget);
  }

  private void add(TaskSetGroup group, ComplianceTally tally) {
    total = total.plus(tally);
    String accountRegion = group.region() + ", " + names.text(group.accountId());
    accounts.add(new Key(group.accountId(), names.name(group.accountId())), tally);
    regions.add(new Key(group.region(), ""), tally);
    clusters.add(new Key(group.clusterName(), accountRegion), tally);
    services.add(new Key(group.serviceName(), group.clusterName() + ", " + accountRegion), tally);
    creators.add(new Key(Objects.requireNonNullElse(group.startedBy(), ""), ""), tally);
  }

  private void add(Row violation) {
    String rule = violation.get(TagViolations.RULE);
    rules.computeIfAbsent(rule, RuleTally::new).add(violation);
    violations.add(violation);
    if (violation.get(TagViolations.WAIVED_UNTIL) == null) {
      open++;
      unfixable += ViolationData.isFixable(violation) ? 0 : 1;
      awsVisible += violation.get(TagViolations.AWS_REPORT_VISIBLE) ? 1 : 0;
    } else {
      waived++;
      addWaiver(violation);
    }
  }

  /**
   * Grace periods are grouped by the day of their end, because each task set's grace period ends at
   * a different time.
   */
  private void addWaiver(Row violation) {
    String owner = violation.get(TagViolations.WAIVER_OWNER);
    WaiverTally waiver =
        new WaiverTally(
            owner == null
                ? violation.get(TagViolations.WAIVED_UNTIL).truncatedTo(ChronoUnit.DAYS)
                : violation.get(TagViolations.WAIVED_UNTIL),
            violation.get(TagViolations.WAIVER_REASON),
            Objects.requireNonNullElse(owner, ""),
            1);
    List<Object> key = List.of(waiver.until(), waiver.reason(), waiver.owner());
    if (waivers.containsKey(key) || waivers.size() < MAX_WAIVERS) {
      waivers.merge(key, waiver, WaiverTally::plus);
    }
  }

  public ComplianceTally total() {
    return total;
  }

  /** Violations that are not waived. */
  public int open() {
    return open;
  }

  /** Violations that are not waived and that no one can fix. */
  public int unfixable() {
    return unfixable;
  }

  public int waived() {
    return waived;
  }

  /** Violations that are not waived and that AWS's own report would show. */
  public int awsVisible() {
    return awsVisible;
  }

  public Breakdown accounts() {
    return accounts;
  }

  public Breakdown regions() {
    return regions;
  }

  public Breakdown clusters() {
    return clusters;
  }

  public Breakdown services() {
    return services;
  }

  public Breakdown creators() {
    return creators;
  }

  /** Violated rules, sorted by the number of task sets that violate them, descending. */
  public List<RuleTally> rules() {
    return rules.values().stream()
        .sorted(
            Comparator.comparingInt((RuleTally rule) -> -rule.taskSets())
                .thenComparing(RuleTally::rule))
        .toList();
  }

  /** The waivers that apply to a violation, sorted by their end. */
  public List<WaiverTally> waivers() {
    return waivers.values().stream()
        .sorted(
            Comparator.comparing(WaiverTally::until)
                .thenComparing(WaiverTally::reason)
                .thenComparing(WaiverTally::owner))
        .toList();
  }

  /** The violations that the page contains. */
  public ViolationData violations() {
    return violations;
  }
}
