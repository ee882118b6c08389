package dev.ecsinventory.infra.context;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/** Which tag policy the function evaluates by. */
public sealed interface TagPolicySource {
  /** Tags are not evaluated. */
  record None() implements TagPolicySource {}

  /** A file beside the app, deployed with it. */
  record LocalFile(Path path) implements TagPolicySource {
    public LocalFile {
      requireNonNull(path, "path is null");
    }
  }

  /** The effective tag policy of the function's account. */
  record Organizations() implements TagPolicySource {}
}
