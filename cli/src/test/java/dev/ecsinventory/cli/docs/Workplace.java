package dev.ecsinventory.cli.docs;

import dev.ecsinventory.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A folder like a checkout, in which commands of the documentation run in bash: {@code
 * ./ecs-inventory} starts the built command line of this project in a process of its own.
 */
final class Workplace {
  private static final Path HOME = CommandLineRun.projectHome();

  /** Exit codes that a documented command never has: an error of usage, a defect, not found. */
  private static final String SCRIPT =
      """
      trap 'code=$?; case $code in 1|2|126|127) echo "FAILED with $code: $BASH_COMMAND" >&2; exit 99;; esac' ERR
      %s
      """;

  private final Path folder;

  Workplace(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    for (String name : List.of("policies", "events", "docs", "simulator")) {
      Files.createSymbolicLink(folder.resolve(name), HOME.resolve(name));
    }
    Files.copy(HOME.resolve("policies/demo.json"), folder.resolve("policy.json"));
  }

  /** The result of commands. */
  record Result(int exitCode, String out, String err) {}

  Path folder() {
    return folder;
  }

  /** Creates the program as {@code name}. */
  void createProgram(String name) throws IOException {
    Path program = folder.resolve(name);
    Files.createDirectories(program.getParent());
    Files.writeString(
        program,
        """
        #!/usr/bin/env bash
        exec '%s/bin/java' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \\
          --sun-misc-unsafe-memory-access=allow -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 \\
          -Decs-inventory.home='%s' -cp '%s' dev.ecsinventory.cli.Main "$@"
        """
            .formatted(
                System.getProperty("java.home"), folder, System.getProperty("java.class.path")));
    if (!program.toFile().setExecutable(true)) {
      throw new IOException(program + " cannot be made executable");
    }
  }

  /** Runs commands in bash, without credentials other than those of {@code environment}. */
  Result run(String commands, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("out", ".txt");
    Path err = Files.createTempFile("err", ".txt");
    ProcessBuilder bash =
        new ProcessBuilder("bash", "-c", SCRIPT.formatted(commands))
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    bash.environment().keySet().removeIf(name -> name.matches("(AWS|INVENTORY|TAG)_.*"));
    bash.environment().putAll(environment);
    Process process = bash.start();
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("the commands hang: " + commands);
    }
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
