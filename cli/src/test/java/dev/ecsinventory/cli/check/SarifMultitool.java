package dev.ecsinventory.cli.check;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Microsoft's validator of SARIF, which npm installs once into the build's folder. */
final class SarifMultitool {
  private static final String PACKAGE = "@microsoft/sarif-multitool@5.7.0";
  private static final Path FOLDER = Path.of("target/sarif-multitool").toAbsolutePath();

  private final Path program;

  private SarifMultitool(Path program) {
    this.program = program;
  }

  /** The validator; empty where npm is missing, or cannot download it. */
  static Optional<SarifMultitool> installed() throws IOException, InterruptedException {
    Optional<Path> before = program();
    if (before.isEmpty()) {
      Files.createDirectories(FOLDER);
      try {
        run(
            FOLDER.resolve("install.log"),
            List.of("npm", "install", "--no-save", "--prefix", FOLDER.toString(), PACKAGE));
      } catch (IOException noNpm) {
        return Optional.empty();
      }
    }
    Optional<Path> program = program();
    // The package lacks the permission to execute.
    program.ifPresent(path -> path.toFile().setExecutable(true));
    return program.map(SarifMultitool::new);
  }

  private static Optional<Path> program() throws IOException {
    if (!Files.isDirectory(FOLDER)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(file -> file.endsWith("Sarif.Multitool") && Files.isRegularFile(file))
          .findFirst();
    }
  }

  /** The validator's output, itself SARIF, for the rules of SARIF and of code scanning. */
  String validate(Path sarif) throws IOException, InterruptedException {
    Path result = sarif.resolveSibling(sarif.getFileName() + ".validated");
    Path log = sarif.resolveSibling(sarif.getFileName() + ".log");
    run(
        log,
        List.of(
            program.toString(),
            "validate",
            sarif.toString(),
            "--rule-kind",
            "Sarif;Ghas",
            "--level",
            "Error;Warning;Note",
            "--kind",
            "Fail",
            "--output",
            result.toString(),
            "--log",
            "ForceOverwrite"));
    return Files.exists(result) ? Files.readString(result) : Files.readString(log);
  }

  private static void run(Path log, List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    // .NET needs no ICU library for messages in English.
    builder.environment().put("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1");
    builder.redirectErrorStream(true).redirectOutput(new File(log.toString())).start().waitFor();
  }
}
