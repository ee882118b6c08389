package dev.ecsinventory.infra.athena;

import static dev.ecsinventory.infra.athena.ModelRows.TIME;
import static dev.ecsinventory.infra.athena.ModelRows.byArn;
import static dev.ecsinventory.infra.athena.ModelRows.line;
import static dev.ecsinventory.infra.athena.ModelRows.pairs;
import static dev.ecsinventory.infra.athena.ModelRows.tags;
import static java.time.DayOfWeek.MONDAY;
import static java.time.temporal.TemporalAdjusters.previousOrSame;

import dev.ecsinventory.infra.athena.ModelRows.Pair;
import dev.ecsinventory.infra.athena.RandomScenario.WrittenSnapshot;
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

/** The expected rows of every query for a {@link RandomScenario}, computed without SQL. */
final class QueryModel {
  private final List<WrittenSnapshot> all;
  private final List<WrittenSnapshot> committed;
  private final List<WrittenSnapshot> full;

  QueryModel(List<WrittenSnapshot> all) {
    this.all = all;
    this.committed = all.stream().filter(WrittenSnapshot::committed).toList();
    this.full = committed.stream().filter(WrittenSnapshot::full).toList();
  }

  List<String> without(String key) {
    return new ScenarioModel(all)
        .latestRows()
        .filter(one -> pairs(one).stream().noneMatch(pair -> pair.key().equals(key)))
        .map(one -> line(one.tags().isPresent() ? "MISSING" : "UNKNOWN", one.arn()))
        .toList();
  }

  List<String> untagged() {
    Map<String, List<ModelTaskSet>> byAccountRegion =
        new ScenarioModel(all)
            .latestRows()
            .filter(one -> one.tags().isPresent() && pairs(one).isEmpty())
            .collect(Collectors.groupingBy(ModelTaskSet::accountRegion));
    return byAccountRegion.entrySet().stream()
        .map(
            accountRegion ->
                line(
                    accountRegion.getKey().replace("/", " | "),
                    accountRegion.getValue().size(),
                    accountRegion.getValue().stream()
                        .map(ModelTaskSet::arn)
                        .sorted()
                        .findFirst()
                        .get()))
        .toList();
  }

  List<String> tagKeysAndValues() {
    Map<Pair, Long> counts =
        new ScenarioModel(all)
            .latestRows()
            .flatMap(one -> pairs(one).stream())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    List<String> lines = new ArrayList<>();
    counts.forEach(
        (pair, count) -> {
          Set<String> keys = new TreeSet<>();
          Set<String> values = new TreeSet<>();
          for (Pair other : counts.keySet()) {
            if (normalized(other.key()).equals(normalized(pair.key()))) {
              keys.add(other.key());
              if (normalized(other.value()).equals(normalized(pair.value()))) {
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
    List<ModelTaskSet> known =
        new ScenarioModel(all).latestRows().filter(one -> one.tags().isPresent()).toList();
    return known.stream()
        .filter(one -> one.status().equals("PRIMARY"))
        .flatMap(
            primary ->
                known.stream()
                    .filter(one -> one.status().equals("ACTIVE"))
                    .filter(one -> one.accountRegion().equals(primary.accountRegion()))
                    .filter(one -> one.service().equals(primary.service()))
                    .filter(one -> !one.tags().equals(primary.tags()))
                    .map(
                        one ->
                            line(primary.arn(), one.arn(), only(primary, one), only(one, primary))))
        .toList();
  }

  List<String> changes(LocalDate before, LocalDate after) {
    Optional<WrittenSnapshot> first = newestOf(before);
    Optional<WrittenSnapshot> second = newestOf(after);
    Map<String, ModelTaskSet> earlier = byArn(first);
    Map<String, ModelTaskSet> later = byArn(second);
    Set<String> arns = new TreeSet<>(earlier.keySet());
    arns.addAll(later.keySet());
    return arns.stream()
        .flatMap(arn -> change(first, second, earlier.get(arn), later.get(arn)).stream())
        .toList();
  }

  private static Optional<String> change(
      Optional<WrittenSnapshot> first,
      Optional<WrittenSnapshot> second,
      ModelTaskSet earlier,
      ModelTaskSet later) {
    String change;
    String tagsChanged = "-";
    if (earlier != null && later != null) {
      boolean known = earlier.tags().isPresent() && later.tags().isPresent();
      boolean differ = known && !earlier.tags().equals(later.tags());
      boolean same =
          earlier.status().equals(later.status()) && earlier.createdAt().equals(later.createdAt());
      if (same && !differ) {
        return Optional.empty();
      }
      change = "CHANGED";
      tagsChanged = known ? String.valueOf(differ) : "-";
    } else if (earlier != null) {
      change =
          second.filter(snapshot -> snapshot.readCompletely(earlier.accountRegion())).isPresent()
              ? "DELETED"
              : "NOT_READ";
    } else {
      boolean createdBetween =
          first.filter(snapshot -> later.createdAt().isAfter(snapshot.id().time())).isPresent();
      boolean readBefore =
          first.filter(snapshot -> snapshot.readCompletely(later.accountRegion())).isPresent();
      change = createdBetween || readBefore ? "CREATED" : "NOT_READ";
    }
    return Optional.of(
        line(
            change,
            (earlier == null ? later : earlier).arn(),
            tagsChanged,
            earlier == null ? "-" : earlier.status(),
            later == null ? "-" : later.status(),
            earlier == null ? "-" : tags(earlier),
            later == null ? "-" : tags(later)));
  }

  List<String> weeks() {
    Map<LocalDate, WrittenSnapshot> newest = new TreeMap<>();
    full.forEach(
        snapshot -> newest.put(snapshot.id().day().with(previousOrSame(MONDAY)), snapshot));
    return newest.entrySet().stream()
        .map(
            week -> {
              List<ModelTaskSet> rows = week.getValue().taskSets();
              long compliant = count(rows, "COMPLIANT");
              long nonCompliant = count(rows, "NON_COMPLIANT");
              return line(
                  week.getKey(),
                  week.getValue().id(),
                  week.getValue().status(),
                  rows.size(),
                  compliant,
                  nonCompliant,
                  count(rows, "UNKNOWN"),
                  compliant + nonCompliant == 0
                      ? "-"
                      : String.valueOf(
                          Math.round(1000.0 * compliant / (compliant + nonCompliant)) / 10.0));
            })
        .toList();
  }

  List<String> timesToCompliance() {
    record Creation(String arn, Instant at) {}
    Map<Creation, Optional<Instant>> first = new HashMap<>();
    for (WrittenSnapshot snapshot : committed) {
      for (ModelTaskSet one : snapshot.taskSets()) {
        Creation creation = new Creation(one.arn(), one.createdAt());
        if (one.compliance().equals("COMPLIANT")) {
          first.merge(
              creation,
              Optional.of(snapshot.id().time()),
              (old, now) -> old.isPresent() ? old : now);
        } else if (one.compliance().equals("NON_COMPLIANT")) {
          first.putIfAbsent(creation, Optional.empty());
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
        .filter(snapshot -> !snapshot.id().day().isBefore(from))
        .flatMap(
            snapshot ->
                snapshot.failureKinds().entrySet().stream()
                    .map(
                        failure ->
                            line(
                                snapshot.id(),
                                snapshot.failureKinds().size(),
                                failure.getKey().replace("/", " | "),
                                failure.getValue())))
        .toList();
  }

  List<String> rowsByDay(LocalDate from) {
    Map<String, Integer> rows = new TreeMap<>();
    for (WrittenSnapshot snapshot : committed) {
      if (!snapshot.id().day().isBefore(from)) {
        String day = snapshot.id().day() + " | ";
        rows.merge(day + "task_sets", snapshot.taskSets().size(), Integer::sum);
        rows.merge(
            day + "clusters",
            snapshot.read().size() - snapshot.withoutClusters().size(),
            Integer::sum);
        rows.merge(day + "read_failures", snapshot.failureKinds().size(), Integer::sum);
        rows.merge(day + "snapshots", 1, Integer::sum);
      }
    }
    return rows.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .map(entry -> line(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static String only(ModelTaskSet one, ModelTaskSet other) {
    return pairs(one).stream()
        .filter(pair -> !pairs(other).contains(pair))
        .map(pair -> pair.key() + "=" + pair.value())
        .collect(Collectors.joining(", "));
  }

  private static String normalized(String text) {
    return text.replaceAll("[\\s_.:/=+@-]", "").toLowerCase(Locale.ROOT);
  }

  private static long count(List<ModelTaskSet> rows, String status) {
    return rows.stream().filter(one -> one.compliance().equals(status)).count();
  }

  private Optional<WrittenSnapshot> newestOf(LocalDate day) {
    return full.stream()
        .filter(snapshot -> snapshot.id().day().equals(day))
        .max(Comparator.comparing(snapshot -> snapshot.id().time()));
  }
}
