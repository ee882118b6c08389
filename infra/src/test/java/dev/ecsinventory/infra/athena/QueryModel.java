package dev.ecsinventory.infra.athena;

import static dev.ecsinventory.infra.athena.ModelRows.TIME;
import static dev.ecsinventory.infra.athena.ModelRows.byArn;
import static dev.ecsinventory.infra.athena.ModelRows.line;
import static dev.ecsinventory.infra.athena.ModelRows.pairs;
import static dev.ecsinventory.infra.athena.ModelRows.tags;
import static java.time.DayOfWeek.MONDAY;
import static java.time.temporal.TemporalAdjusters.previousOrSame;

import dev.ecsinventory.infra.athena.ModelRows.Pair;
import dev.ecsinventory.infra.athena.RandomStory.Told;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The right answer to every query about a {@link RandomStory}, worked out without SQL. */
final class QueryModel {
  private final List<Told> all;
  private final List<Told> committed;
  private final List<Told> whole;

  QueryModel(List<Told> all) {
    this.all = all;
    this.committed = all.stream().filter(Told::committed).toList();
    this.whole = committed.stream().filter(Told::whole).toList();
  }

  List<String> without(String key) {
    return new StoryModel(all)
        .latestRows()
        .filter(one -> pairs(one).stream().noneMatch(pair -> pair.key().equals(key)))
        .map(one -> line(one.tags().isPresent() ? "MISSING" : "UNKNOWN", one.arn()))
        .toList();
  }

  List<String> untagged() {
    Map<String, List<TaskSetSketch>> byPlace =
        new StoryModel(all)
            .latestRows()
            .filter(one -> one.tags().isPresent() && pairs(one).isEmpty())
            .collect(Collectors.groupingBy(TaskSetSketch::place));
    return byPlace.entrySet().stream()
        .map(
            place ->
                line(
                    place.getKey().replace("/", " | "),
                    place.getValue().size(),
                    place.getValue().stream().map(TaskSetSketch::arn).sorted().findFirst().get()))
        .toList();
  }

  List<String> inventory() {
    Map<Pair, Long> counts =
        new StoryModel(all)
            .latestRows()
            .flatMap(one -> pairs(one).stream())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    List<String> lines = new ArrayList<>();
    counts.forEach(
        (pair, count) -> {
          Set<String> keys = new TreeSet<>();
          Set<String> values = new TreeSet<>();
          for (Pair other : counts.keySet()) {
            if (same(other.key()).equals(same(pair.key()))) {
              keys.add(other.key());
              if (same(other.value()).equals(same(pair.value()))) {
                values.add(other.value());
              }
            }
          }
          keys.remove(pair.key());
          values.remove(pair.value());
          lines.add(
              line(
                  pair.key(),
                  pair.value(),
                  count,
                  String.join(", ", keys),
                  String.join(", ", values)));
        });
    return lines;
  }

  List<String> primaryAndActive() {
    List<TaskSetSketch> known =
        new StoryModel(all).latestRows().filter(one -> one.tags().isPresent()).toList();
    return known.stream()
        .filter(one -> one.status().equals("PRIMARY"))
        .flatMap(
            primary ->
                known.stream()
                    .filter(one -> one.status().equals("ACTIVE"))
                    .filter(one -> one.place().equals(primary.place()))
                    .filter(one -> one.service().equals(primary.service()))
                    .filter(one -> !one.tags().equals(primary.tags()))
                    .map(
                        one ->
                            line(primary.arn(), one.arn(), only(primary, one), only(one, primary))))
        .toList();
  }

  List<String> changes(LocalDate before, LocalDate after) {
    Optional<Told> first = newestOf(before);
    Optional<Told> second = newestOf(after);
    Map<String, TaskSetSketch> was = byArn(first);
    Map<String, TaskSetSketch> is = byArn(second);
    Set<String> arns = new TreeSet<>(was.keySet());
    arns.addAll(is.keySet());
    return arns.stream()
        .flatMap(arn -> change(first, second, was.get(arn), is.get(arn)).stream())
        .toList();
  }

  private static Optional<String> change(
      Optional<Told> first, Optional<Told> second, TaskSetSketch was, TaskSetSketch is) {
    String word;
    String tagsChanged = "-";
    if (was != null && is != null) {
      boolean known = was.tags().isPresent() && is.tags().isPresent();
      boolean differ = known && !was.tags().equals(is.tags());
      boolean same = was.status().equals(is.status()) && was.createdAt().equals(is.createdAt());
      if (same && !differ) {
        return Optional.empty();
      }
      word = "CHANGED";
      tagsChanged = known ? String.valueOf(differ) : "-";
    } else if (was != null) {
      word = second.filter(told -> told.proves(was.place())).isPresent() ? "DELETED" : "NOT_READ";
    } else {
      boolean young = first.filter(told -> is.createdAt().isAfter(told.id().time())).isPresent();
      boolean looked = first.filter(told -> told.proves(is.place())).isPresent();
      word = young || looked ? "CREATED" : "NOT_READ";
    }
    return Optional.of(
        line(
            word,
            (was == null ? is : was).arn(),
            tagsChanged,
            was == null ? "-" : was.status(),
            is == null ? "-" : is.status(),
            was == null ? "-" : tags(was),
            is == null ? "-" : tags(is)));
  }

  List<String> weeks() {
    Map<LocalDate, Told> newest = new TreeMap<>();
    whole.forEach(told -> newest.put(told.id().day().with(previousOrSame(MONDAY)), told));
    return newest.entrySet().stream()
        .map(
            week -> {
              List<TaskSetSketch> rows = week.getValue().taskSets();
              long good = count(rows, "COMPLIANT");
              long bad = count(rows, "NON_COMPLIANT");
              return line(
                  week.getKey(),
                  week.getValue().id(),
                  week.getValue().status(),
                  rows.size(),
                  good,
                  bad,
                  count(rows, "UNKNOWN"),
                  good + bad == 0
                      ? "-"
                      : String.valueOf(Math.round(1000.0 * good / (good + bad)) / 10.0));
            })
        .toList();
  }

  List<String> timesToCompliance() {
    record Birth(String arn, Instant at) {}
    Map<Birth, Optional<Instant>> first = new HashMap<>();
    for (Told told : committed) {
      for (TaskSetSketch one : told.taskSets()) {
        Birth birth = new Birth(one.arn(), one.createdAt());
        if (one.compliance().equals("COMPLIANT")) {
          first.merge(
              birth, Optional.of(told.id().time()), (old, now) -> old.isPresent() ? old : now);
        } else if (one.compliance().equals("NON_COMPLIANT")) {
          first.putIfAbsent(birth, Optional.empty());
        }
      }
    }
    return first.entrySet().stream()
        .map(
            entry ->
                line(
                    entry.getKey().arn(),
                    entry.getValue().map(TIME::format).orElse("-"),
                    entry
                        .getValue()
                        .map(at -> Duration.between(entry.getKey().at(), at).toMinutes())
                        .map(String::valueOf)
                        .orElse("-")))
        .toList();
  }

  List<String> partial(LocalDate from) {
    return committed.stream()
        .filter(told -> !told.id().day().isBefore(from))
        .flatMap(
            told ->
                told.failureKinds().entrySet().stream()
                    .map(
                        failure ->
                            line(
                                told.id(),
                                told.failureKinds().size(),
                                failure.getKey().replace("/", " | "),
                                failure.getValue())))
        .toList();
  }

  List<String> rowsByDay(LocalDate from) {
    Map<String, Integer> rows = new TreeMap<>();
    for (Told told : committed) {
      if (!told.id().day().isBefore(from)) {
        String day = told.id().day() + " | ";
        rows.merge(day + "task_sets", told.taskSets().size(), Integer::sum);
        rows.merge(day + "clusters", told.read().size() - told.bare().size(), Integer::sum);
        rows.merge(day + "read_failures", told.failureKinds().size(), Integer::sum);
        rows.merge(day + "snapshots", 1, Integer::sum);
      }
    }
    return rows.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .map(entry -> line(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static String only(TaskSetSketch one, TaskSetSketch other) {
    return pairs(one).stream()
        .filter(pair -> !pairs(other).contains(pair))
        .map(pair -> pair.key() + "=" + pair.value())
        .collect(Collectors.joining(", "));
  }

  private static String same(String text) {
    return text.replaceAll("[\\s_.:/=+@-]", "").toLowerCase(Locale.ROOT);
  }

  private static long count(List<TaskSetSketch> rows, String verdict) {
    return rows.stream().filter(one -> one.compliance().equals(verdict)).count();
  }

  private Optional<Told> newestOf(LocalDate day) {
    return whole.stream()
        .filter(told -> told.id().day().equals(day))
        .max(Comparator.comparing(told -> told.id().time()));
  }
}
