package dev.ecsinventory.infra.athena;

import dev.ecsinventory.infra.athena.RandomScenario.WrittenSnapshot;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Formats rows as text: one row per line, with bars between cells and {@code -} for an absent
 * value.
 */
final class ModelRows {
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private ModelRows() {}

  /** A tag. */
  record Pair(String key, String value) {}

  static String line(Object... cells) {
    return Stream.of(cells).map(Objects::toString).collect(Collectors.joining(" | "));
  }

  static List<Pair> pairs(ModelTaskSet one) {
    List<String> flat = one.tags().orElse(List.of());
    List<Pair> pairs = new ArrayList<>();
    for (int index = 0; index < flat.size(); index += 2) {
      pairs.add(new Pair(flat.get(index), flat.get(index + 1)));
    }
    return pairs;
  }

  static String tags(ModelTaskSet one) {
    return one.tags().isEmpty()
        ? "-"
        : pairs(one).stream()
            .map(pair -> pair.key() + "=" + pair.value())
            .collect(Collectors.joining(", "));
  }

  static Map<String, ModelTaskSet> byArn(Optional<WrittenSnapshot> snapshot) {
    return snapshot.stream()
        .flatMap(one -> one.taskSets().stream())
        .collect(Collectors.toMap(ModelTaskSet::arn, Function.identity()));
  }
}
