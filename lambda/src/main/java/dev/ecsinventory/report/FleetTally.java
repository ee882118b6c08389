package dev.ecsinventory.report;

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
 * What the targets of a snapshot come to, note by note. It grows with the number of accounts,
 * regions and rules, not with the number of task sets: of clusters and services the worst are kept,
 * of creators and waivers so many as a person can read, and of violations so many as a page can
 * carry.
 */
public final class FleetTally {
  /** Lines of a table that a person may still read. */
  static final int MAX_LINES = 50;

  /** Values that are remembered; a deployment system may name each task set's creator anew. */
  static final int MAX_VALUES = 10_000;

  private static final int MAX_WAIVERS = 1_000;

  private final Breakdown accounts = new Breakdown(MAX_VALUES, MAX_VALUES);
  private final Breakdown regions = new Breakdown(MAX_VALUES, MAX_VALUES);
  private final Breakdown clusters = new Breakdown(Integer.MAX_VALUE, MAX_LINES);
  private final Breakdown services = new Breakdown(Integer.MAX_VALUE, MAX_LINES);
  private final Breakdown creators = new Breakdown(MAX_VALUES, MAX_LINES);
  private final Map<String, RuleTally> rules = new TreeMap<>();
  private final Map<List<Object>, WaiverTally> waivers = new HashMap<>();
  private final ViolationData violations = new ViolationData();
  private ComplianceTally total = ComplianceTally.NONE;
  private int open;
  private int waived;
  private int awsVisible;

  void add(TargetSummary summary) {
    for (TargetSummary.Group group : summary.groups()) {
      add(group.taskSets(), group.tally());
    }
    summary.violations().forEach(this::add);
    // A cluster, and so a service, is in one target only.
    clusters.keepWorst();
    services.keepWorst();
    rules.values().forEach(RuleTally::endOfTarget);
  }

  private void add(TaskSetGroup group, ComplianceTally tally) {
    total = total.plus(tally);
    String accountRegion = group.region() + ", " + group.accountId();
    accounts.add(new Key(group.accountId(), ""), tally);
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
      awsVisible += violation.get(TagViolations.AWS_REPORT_VISIBLE) ? 1 : 0;
    } else {
      waived++;
      addWaiver(violation);
    }
  }

  /** Grace periods end with their day here: each task set's ends at a time of its own. */
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

  /** Broken rules, the one that most task sets break first. */
  public List<RuleTally> rules() {
    return rules.values().stream()
        .sorted(
            Comparator.comparingInt((RuleTally rule) -> -rule.taskSets())
                .thenComparing(RuleTally::rule))
        .toList();
  }

  /** Waivers that forgive something, the one that ends first first. */
  public List<WaiverTally> waivers() {
    return waivers.values().stream()
        .sorted(
            Comparator.comparing(WaiverTally::until)
                .thenComparing(WaiverTally::reason)
                .thenComparing(WaiverTally::owner))
        .toList();
  }

  /** The violations that the page carries. */
  public ViolationData violations() {
    return violations;
  }
}
