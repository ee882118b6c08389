package dev.ecsinventory.schema;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Function;

/**
 * Where a column's value comes from. It is data rather than code on ECS's types, so that the schema
 * stands without the SDK, and so that a test can hold the columns against the SDK's shapes.
 */
public sealed interface Source {
  /** The snapshot's own identity: the columns that every dataset starts with. */
  record Snapshot() implements Source {}

  /** A member of the described resource itself, as it is. */
  record Api(List<String> path) implements Source {
    public Api {
      path = List.copyOf(path);
    }
  }

  /**
   * What the resource was requested by. The described resource has it as the member at {@code
   * path}, as far as it has that member at all and in the same form: see the column {@code
   * reported_…} of the same name.
   */
  record Requested(List<String> path) implements Source {
    public Requested {
      path = List.copyOf(path);
    }
  }

  /** A value worked out from one string member of the described resource. */
  record Derived(List<String> path, Function<String, ?> function) implements Source {
    public Derived {
      path = List.copyOf(path);
      requireNonNull(function, "function is null");
    }
  }

  /** A member of the service that a task set belongs to. */
  record Parent(List<String> path) implements Source {
    public Parent {
      path = List.copyOf(path);
    }
  }

  /** Filled in by the stage that knows it: how the resource was read, or what was evaluated. */
  record Stage() implements Source {}

  /** A member of the described resource, nested members separated by dots. */
  static Source api(String path) {
    return new Api(List.of(path.split("\\.")));
  }

  static Source requested(String path) {
    return new Requested(List.of(path.split("\\.")));
  }

  static Source derived(String path, Function<String, ?> function) {
    return new Derived(List.of(path.split("\\.")), function);
  }

  static Source parent(String path) {
    return new Parent(List.of(path.split("\\.")));
  }

  static Source stage() {
    return new Stage();
  }
}
