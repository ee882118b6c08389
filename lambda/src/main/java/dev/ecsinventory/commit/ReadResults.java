package dev.ecsinventory.commit;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.checkpoint.TargetCheckpoint;
import dev.ecsinventory.manifest.DataFile;
import dev.ecsinventory.manifest.StoredListing;
import dev.ecsinventory.model.ComplianceCounts;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.plan.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Everything that was read for a snapshot: the plan of each account and Region, and the checkpoint
 * of each of its targets.
 */
public record ReadResults(List<Plan> plans, SortedMap<String, TargetCheckpoint> targets) {
  public ReadResults {
    requireNonNull(targets, "targets is null");
    plans = List.copyOf(plans);
    targets = new TreeMap<>(targets);
  }

  /** The data files of all targets. */
  public List<DataFile> files() {
    return targets.values().stream().flatMap(target -> target.files().stream()).toList();
  }

  /** The number of rows of a dataset, counted in one of its formats. */
  public int rows(String dataset) {
    List<DataFile> files = files();
    return files.stream()
        .filter(file -> file.dataset().equals(dataset))
        .filter(file -> file.format().equals(files.getFirst().format()))
        .mapToInt(DataFile::rows)
        .sum();
  }

  /** The failures of plans and targets, once each: parts of a cluster can fail alike. */
  public List<ReadFailure> failures() {
    List<ReadFailure> failures = new ArrayList<>();
    plans.forEach(plan -> failures.addAll(plan.failures()));
    targets.values().forEach(target -> failures.addAll(target.failures()));
    return failures.stream().distinct().toList();
  }

  /** The scope's selectors that matched something. */
  public Set<String> matchedSelectors() {
    Set<String> matched = new HashSet<>();
    plans.forEach(plan -> matched.addAll(plan.matchedSelectors()));
    targets.values().forEach(target -> matched.addAll(target.matchedSelectors()));
    return matched;
  }

  List<StoredListing> listings() {
    return targets.values().stream().map(TargetCheckpoint::listing).toList();
  }

  List<StoredListing> listings(Plan plan) {
    return plan.targets().stream().map(target -> targets.get(target.id()).listing()).toList();
  }

  ComplianceCounts compliance() {
    return targets.values().stream()
        .map(TargetCheckpoint::compliance)
        .reduce(ComplianceCounts.NONE, ComplianceCounts::plus);
  }

  int apiCalls() {
    return sum(Plan::apiCalls, TargetCheckpoint::apiCalls);
  }

  int throttledCalls() {
    return sum(Plan::throttledCalls, TargetCheckpoint::throttledCalls);
  }

  private int sum(ToIntFunction<Plan> ofPlan, ToIntFunction<TargetCheckpoint> ofTarget) {
    return plans.stream().mapToInt(ofPlan).sum()
        + targets.values().stream().mapToInt(ofTarget).sum();
  }
}
