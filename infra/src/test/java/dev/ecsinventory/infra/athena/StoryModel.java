package dev.ecsinventory.infra.athena;

import static dev.ecsinventory.infra.athena.ModelRows.byArn;
import static dev.ecsinventory.infra.athena.ModelRows.line;
import static dev.ecsinventory.infra.athena.ModelRows.pairs;
import static dev.ecsinventory.infra.athena.ModelRows.tags;

import dev.ecsinventory.infra.athena.RandomStory.Told;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The right rows of every view of a {@link RandomStory}, worked out without SQL. {@link QueryModel}
 * has the queries.
 */
final class StoryModel {
  private final List<Told> committed;
  private final List<Told> whole;

  StoryModel(List<Told> all) {
    this.committed = all.stream().filter(Told::committed).toList();
    this.whole = committed.stream().filter(Told::whole).toList();
  }

  /** A day on which there is a snapshot of the whole scope, or the first day. */
  LocalDate day(int number) {
    return whole.isEmpty()
        ? AthenaFixture.FIRST_DAY
        : whole.get(Math.floorMod(number, whole.size())).id().day();
  }

  List<String> committedTaskSets() {
    return committed.stream()
        .flatMap(
            told ->
                told.taskSets().stream()
                    .map(one -> line(told.id(), told.status(), one.arn(), tags(one))))
        .toList();
  }

  List<String> taskSetTags() {
    return committed.stream()
        .flatMap(
            told ->
                told.taskSets().stream()
                    .flatMap(
                        one ->
                            pairs(one).stream()
                                .map(pair -> line(told.id(), one.arn(), pair.key(), pair.value()))))
        .toList();
  }

  List<String> latest() {
    return latestRows().map(one -> line(one.arn(), one.status(), tags(one))).toList();
  }

  List<String> history() {
    Set<String> arns = new TreeSet<>();
    whole.forEach(told -> told.taskSets().forEach(one -> arns.add(one.arn())));
    return arns.stream().flatMap(this::lives).toList();
  }

  private Stream<String> lives(String arn) {
    List<String> lines = new ArrayList<>();
    TaskSetSketch state = null;
    Instant from = null;
    for (Told told : whole) {
      TaskSetSketch seen = byArn(Optional.of(told)).get(arn);
      if (seen == null) {
        if (state != null && told.proves(state.place())) {
          lines.add(life(state, from, told.id().time()));
          state = null;
        }
        continue;
      }
      TaskSetSketch now = state == null ? seen : seen.knownFrom(state);
      if (state == null || !now.running(0).equals(state.running(0))) {
        if (state != null) {
          lines.add(life(state, from, told.id().time()));
        }
        state = now;
        from = told.id().time();
      }
    }
    if (state != null) {
      lines.add(life(state, from, null));
    }
    return lines.stream();
  }

  private static String life(TaskSetSketch state, Instant from, Instant to) {
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
    return whole.stream()
        .flatMap(
            told ->
                RandomStory.PLACES.stream()
                    .filter(told::proves)
                    .map(place -> line(told.id(), place.replace("/", " | "))))
        .toList();
  }

  /** The newest snapshot counts when it is of one of the last five days. */
  Stream<TaskSetSketch> latestRows() {
    return whole.stream()
        .filter(told -> !told.id().day().isBefore(Story.TODAY.minusDays(4)))
        .reduce((older, newer) -> newer)
        .stream()
        .flatMap(told -> told.taskSets().stream());
  }
}
