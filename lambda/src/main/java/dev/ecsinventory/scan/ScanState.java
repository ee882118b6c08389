package dev.ecsinventory.scan;

import dev.ecsinventory.aws.CallCounter;
import dev.ecsinventory.aws.EcsReader;
import dev.ecsinventory.aws.Outcome;
import dev.ecsinventory.aws.Rounds;
import dev.ecsinventory.aws.rate.CallPriority;
import dev.ecsinventory.config.Scope;
import dev.ecsinventory.model.Coverage;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.Glob;
import dev.ecsinventory.model.Listed;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.model.ServiceRange;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The state that the steps of one scan share: the reader, the scope, and the results so far. */
final class ScanState {
  final EcsReader reader;
  final Scope scope;
  final Deadline deadline;
  final CallCounter counter = new CallCounter();

  private final int number;
  private final Readings readings;
  private final Map<String, Set<String>> servicesOfCluster = new ConcurrentHashMap<>();
  private final Map<ServiceIdentity, Set<String>> taskSetsOfService = new ConcurrentHashMap<>();
  private final Map<String, Listed.Services> services = new ConcurrentHashMap<>();
  private final Map<ServiceIdentity, Set<String>> taskSets = new ConcurrentHashMap<>();
  private final Set<ServiceIdentity> outOfScope = ConcurrentHashMap.newKeySet();
  private final Queue<ReadFailure> failures = new ConcurrentLinkedQueue<>();
  private final Set<String> matchedSelectors = ConcurrentHashMap.newKeySet();

  ScanState(EcsReader reader, Scope scope, Deadline deadline, Readings readings) {
    this.reader = reader;
    this.number = reader.nextScan();
    this.scope = scope;
    this.deadline = deadline;
    this.readings = readings;
  }

  <T> Outcome<T> call(CallPriority.Step step, EcsReader.Call<T> call) {
    if (step != CallPriority.Step.LIST) {
      readings.awaitRoom();
    }
    return reader.callOnce(new CallPriority(number, step), call, counter, deadline);
  }

  <I, R> Rounds<I, R> rounds(Rounds.Calls<I, R> calls, Comparator<I> order) {
    return new Rounds<>(calls, order, reader.retryWait(deadline));
  }

  void read(Reading reading) {
    readings.accept(reading);
  }

  void failed(ReadFailure failure) {
    failures.add(failure);
  }

  /**
   * The cluster's services were listed.
   *
   * @param all every service that was listed
   * @param inScope the services that are read
   * @param complete whether the cluster has no other services
   */
  void listed(String clusterArn, Set<String> all, Set<String> inScope, boolean complete) {
    if (complete) {
      servicesOfCluster.put(clusterArn, all);
    }
    services.put(clusterArn, new Listed.Services(inScope, complete));
  }

  /** The list of the service's task sets is known. */
  void described(ServiceIdentity service, Set<String> taskSetArns) {
    taskSetsOfService.put(service, taskSetArns);
  }

  /** The known task sets of the service that are in the scope. */
  void named(ServiceIdentity service, Set<String> taskSetArns) {
    taskSets.put(service, taskSetArns);
  }

  /**
   * The service has no task set in a scope of task sets, so the service is not in the scope either.
   */
  void outOfScope(ServiceIdentity service) {
    outOfScope.add(service);
  }

  void matched(Stream<Glob> selectors) {
    selectors.map(Glob::text).forEach(matchedSelectors::add);
  }

  /**
   * The result.
   *
   * @param range the services of the target, if it is a part of one cluster
   */
  Scan scan(ServiceRange range) {
    Map<String, ServiceRange> ranges = new HashMap<>();
    servicesOfCluster.keySet().forEach(cluster -> ranges.put(cluster, range));
    return new Scan(
        new Coverage(servicesOfCluster, taskSetsOfService, ranges),
        new Listed(inScope(), taskSets),
        List.copyOf(failures),
        List.copyOf(matchedSelectors),
        counter.calls(),
        counter.throttled());
  }

  private Map<String, Listed.Services> inScope() {
    Map<String, Listed.Services> remaining = new HashMap<>(services);
    remaining.replaceAll(
        (cluster, listed) ->
            new Listed.Services(
                listed.arns().stream()
                    .filter(arn -> !outOfScope.contains(new ServiceIdentity(cluster, arn)))
                    .collect(Collectors.toSet()),
                listed.complete()));
    return remaining;
  }
}
