package dev.ecsinventory.settings;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/** The source of the function's tag policy. */
public sealed interface TagPolicySource {
  /** Tags are not evaluated. */
  record None() implements TagPolicySource {}

  /** A local file, which is deployed with the app. */
  record LocalFile(Path path) implements TagPolicySource {
    public LocalFile {
      requireNonNull(path, "path is null");
    }

    /** The canonical text of the policy, which is a policy file, too. */
    public String text() {
      return TagPolicyFile.read(path).canonicalText();
    }
  }

  /** The effective tag policy of the function's account. */
  record Organizations() implements TagPolicySource {}
}
