package dev.ecsinventory.infra.athena;

import dev.ecsinventory.infra.athena.RandomStory.Told;
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

/** Answers as text: a row a line, its cells separated by bars, {@code -} where absent. */
final class ModelRows {
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private ModelRows() {}

  /** A tag. */
  record Pair(String key, String value) {}

  static String line(Object... cells) {
    return Stream.of(cells).map(Objects::toString).collect(Collectors.joining(" | "));
  }

  static List<Pair> pairs(TaskSetSketch one) {
    List<String> flat = one.tags().orElse(List.of());
    List<Pair> pairs = new ArrayList<>();
    for (int index = 0; index < flat.size(); index += 2) {
      pairs.add(new Pair(flat.get(index), flat.get(index + 1)));
    }
    return pairs;
  }

  static String tags(TaskSetSketch one) {
    return one.tags().isEmpty()
        ? "-"
        : pairs(one).stream()
            .map(pair -> pair.key() + "=" + pair.value())
            .collect(Collectors.joining(", "));
  }

  static Map<String, TaskSetSketch> byArn(Optional<Told> told) {
    return told.stream()
        .flatMap(one -> one.taskSets().stream())
        .collect(Collectors.toMap(TaskSetSketch::arn, Function.identity()));
  }
}
