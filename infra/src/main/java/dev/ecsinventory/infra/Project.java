package dev.ecsinventory.infra;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.config.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files that are deployed.
 *
 * @param root the project's folder
 * @param code the function's archive, which the normal build makes
 */
public record Project(Path root, Path code) {
  public Project {
    requireNonNull(root, "root is null");
    requireNonNull(code, "code is null");
  }

  /** The project as it lies on disk. */
  public static Project at(Path root) {
    return new Project(root, root.resolve("lambda/target/lambda.zip"));
  }

  /** Views and queries, one statement a file. */
  public Path athena() {
    return root.resolve("athena");
  }

  /** Rejects to go on without the function's archive, saying how to make it. */
  public void check() {
    if (!Files.isRegularFile(code)) {
      throw new InvalidInputException(
          "the function is not built",
          List.of(code + " is missing; run ./mvnw -Pinfra -DskipTests package first"));
    }
  }
}
