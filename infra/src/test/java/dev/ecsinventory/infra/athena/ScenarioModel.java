package dev.ecsinventory.infra.athena;

import static dev.ecsinventory.infra.athena.ModelRows.byArn;
import static dev.ecsinventory.infra.athena.ModelRows.line;
import static dev.ecsinventory.infra.athena.ModelRows.pairs;
import static dev.ecsinventory.infra.athena.ModelRows.tags;

import dev.ecsinventory.infra.athena.RandomScenario.WrittenSnapshot;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The expected rows of every view for a {@link RandomScenario}, computed without SQL. {@link
 * QueryModel} computes those of the queries.
 */
final class ScenarioModel {
  private final List<WrittenSnapshot> committed;
  private final List<WrittenSnapshot> full;

  ScenarioModel(List<WrittenSnapshot> all) {
    this.committed = all.stream().filter(WrittenSnapshot::committed).toList();
    this.full = committed.stream().filter(WrittenSnapshot::full).toList();
  }

  /** A day with a full snapshot; the first day if there is none. */
  LocalDate day(int number) {
    return full.isEmpty()
        ? AthenaFixture.FIRST_DAY
        : full.get(Math.floorMod(number, full.size())).id().day();
  }

  List<String> committedTaskSets() {
    return committed.stream()
        .flatMap(
            snapshot ->
                snapshot.taskSets().stream()
                    .map(one -> line(snapshot.id(), snapshot.status(), one.arn(), tags(one))))
        .toList();
  }

  List<String> taskSetTags() {
    return committed.stream()
        .flatMap(
            snapshot ->
                snapshot.taskSets().stream()
                    .flatMap(
                        one ->
                            pairs(one).stream()
                                .map(
                                    pair ->
                                        line(snapshot.id(), one.arn(), pair.key(), pair.value()))))
        .toList();
  }

  List<String> latest() {
    return latestRows().map(one -> line(one.arn(), one.status(), tags(one))).toList();
  }

  List<String> history() {
    Set<String> arns = new TreeSet<>();
    full.forEach(snapshot -> snapshot.taskSets().forEach(one -> arns.add(one.arn())));
    return arns.stream().flatMap(this::periods).toList();
  }

  private Stream<String> periods(String arn) {
    List<String> lines = new ArrayList<>();
    ModelTaskSet state = null;
    Instant from = null;
    for (WrittenSnapshot snapshot : full) {
      ModelTaskSet seen = byArn(Optional.of(snapshot)).get(arn);
      if (seen == null) {
        if (state != null && snapshot.readCompletely(state.accountRegion())) {
          lines.add(period(state, from, snapshot.id().time()));
          state = null;
        }
        continue;
      }
      ModelTaskSet current = state == null ? seen : seen.withLastKnown(state);
      if (state == null || !current.running(0).equals(state.running(0))) {
        if (state != null) {
          lines.add(period(state, from, snapshot.id().time()));
        }
        state = current;
        from = snapshot.id().time();
      }
    }
    if (state != null) {
      lines.add(period(state, from, null));
    }
    return lines.stream();
  }

  private static String period(ModelTaskSet state, Instant from, Instant to) {
    return line(
        state.arn(),
        state.status(),
        tags(state),
        state.tags().isPresent(),
        state.compliance(),
        ModelRows.TIME.format(from),
        to == null ? "-" : ModelRows.TIME.format(to));
  }

  List<String> completeReads() {
    return full.stream()
        .flatMap(
            snapshot ->
                RandomScenario.ACCOUNT_REGIONS.stream()
                    .filter(snapshot::readCompletely)
                    .map(accountRegion -> line(snapshot.id(), accountRegion.replace("/", " | "))))
        .toList();
  }

  /** The rows of the newest full snapshot; none if it is older than five days. */
  Stream<ModelTaskSet> latestRows() {
    return full.stream()
        .filter(snapshot -> !snapshot.id().day().isBefore(Scenario.TODAY.minusDays(4)))
        .reduce((older, newer) -> newer)
        .stream()
        .flatMap(snapshot -> snapshot.taskSets().stream());
  }
}
