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
 * @param code the function's archive, which the default build creates
 */
public record Project(Path root, Path code) {
  public Project {
    requireNonNull(root, "root is null");
    requireNonNull(code, "code is null");
  }

  /** The project in the folder {@code root}. */
  public static Project at(Path root) {
    return new Project(root, root.resolve("lambda/target/lambda.zip"));
  }

  /** Views and queries, one statement per file. */
  public Path athena() {
    return root.resolve("athena");
  }

  /** Throws without the function's archive; the message explains how to build it. */
  public void check() {
    if (!Files.isRegularFile(code)) {
      throw new InvalidInputException(
          "the function is not built",
          List.of(code + " is missing; run ./mvnw -Pinfra -DskipTests package first"));
    }
  }
}
