package dev.ecsinventory.config;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The environment variables of which settings are read, and the problems found in them. */
record Variables(Map<String, String> environment, Problems problems) {
  Variables {
    environment = Map.copyOf(environment);
    requireNonNull(problems, "problems is null");
  }

  boolean has(String name) {
    return environment.containsKey(name);
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(environment.get(name));
  }

  /** The value, if it is set; a value of another form is a problem. */
  Optional<String> value(String name, Pattern form, String problem) {
    Optional<String> value = value(name);
    value
        .filter(text -> !form.matcher(text).matches())
        .ifPresent(text -> problem(name, text, problem));
    return value;
  }

  /** The distinct items of a comma-separated list; an empty value or item is a problem. */
  List<String> items(String name) {
    String value = environment.get(name);
    if (value == null) {
      return List.of();
    }
    Set<String> items = new LinkedHashSet<>();
    for (String item : value.split(",", -1)) {
      if (item.isBlank()) {
        problem(name, value, "has an empty item; accepted is a list separated by commas");
      } else {
        items.add(item.strip());
      }
    }
    return List.copyOf(items);
  }

  void problem(String name, String value, String what) {
    problems.add("%s: \"%s\" %s".formatted(name, value, what));
  }
}
