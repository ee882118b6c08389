package dev.ecsinventory.scan;

import dev.ecsinventory.aws.CallCounter;
import dev.ecsinventory.aws.EcsReader;
import dev.ecsinventory.aws.Turn;
import dev.ecsinventory.config.Scope;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.Glob;
import dev.ecsinventory.model.ReadFailure;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** What the steps of one scan share: where to read, for whom, and what came of it so far. */
final class ScanState {
  final EcsReader reader;
  final Scope scope;
  final Deadline deadline;
  final CallCounter counter = new CallCounter();

  private final int number;
  private final Readings readings;
  private final Map<String, Set<String>> servicesOfCluster = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> taskSetsOfService = new ConcurrentHashMap<>();
  private final Queue<ReadFailure> failures = new ConcurrentLinkedQueue<>();
  private final Set<String> matchedSelectors = ConcurrentHashMap.newKeySet();

  ScanState(EcsReader reader, Scope scope, Deadline deadline, Readings readings) {
    this.reader = reader;
    this.number = reader.nextScan();
    this.scope = scope;
    this.deadline = deadline;
    this.readings = readings;
  }

  <T> T call(Turn.Step step, EcsReader.Call<T> call) {
    if (step != Turn.Step.LIST) {
      readings.awaitRoom();
    }
    return reader.call(new Turn(number, step), call, counter, deadline);
  }

  void read(Reading reading) {
    readings.accept(reading);
  }

  void failed(ReadFailure failure) {
    failures.add(failure);
  }

  void listed(String clusterArn, Set<String> serviceArns) {
    servicesOfCluster.put(clusterArn, serviceArns);
  }

  /** Whether the service was not described before. */
  boolean described(String serviceArn, Set<String> taskSetArns) {
    return taskSetsOfService.putIfAbsent(serviceArn, taskSetArns) == null;
  }

  void matched(Stream<Glob> selectors) {
    selectors.map(Glob::text).forEach(matchedSelectors::add);
  }

  Scan scan() {
    return new Scan(
        new Coverage(servicesOfCluster, taskSetsOfService),
        List.copyOf(failures),
        List.copyOf(matchedSelectors),
        counter.calls(),
        counter.throttled());
  }
}
