package dev.ecsinventory.schema;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The source of a column's value. It is data, not code that uses ECS's types, so that the schema
 * does not depend on the SDK, and a test can compare the columns with the SDK's shapes.
 */
public sealed interface Source {
  /** The snapshot's own identity: the columns with which every dataset starts. */
  record Snapshot() implements Source {}

  /** A field of the described resource, unchanged. */
  record Api(List<String> path) implements Source {
    public Api {
      path = List.copyOf(path);
    }
  }

  /**
   * The identity in the request. The described resource has it in the field at {@code path}, but it
   * may lack the field or have another form of the value: see the column {@code reported_…} of the
   * same name.
   */
  record Requested(List<String> path) implements Source {
    public Requested {
      path = List.copyOf(path);
    }
  }

  /** A value derived from one string field of the described resource. */
  record Derived(List<String> path, Function<String, ?> function) implements Source {
    public Derived {
      path = List.copyOf(path);
      requireNonNull(function, "function is null");
    }
  }

  /** A field of the service to which a task set belongs. */
  record Parent(List<String> path) implements Source {
    public Parent {
      path = List.copyOf(path);
    }
  }

  /**
   * All fields of the described resource that no other column of the dataset holds, as one JSON
   * object in the API's form.
   *
   * @param leftOut lists of which only whether they are empty is kept
   */
  record Other(Set<String> leftOut) implements Source {
    public Other {
      leftOut = Set.copyOf(leftOut);
    }
  }

  /** A value that a stage computes, such as how the resource was read, or its compliance status. */
  record Stage() implements Source {}

  /** A field of the described resource, nested fields separated by dots. */
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

  static Source other(String... leftOut) {
    return new Other(Set.of(leftOut));
  }

  static Source stage() {
    return new Stage();
  }
}
