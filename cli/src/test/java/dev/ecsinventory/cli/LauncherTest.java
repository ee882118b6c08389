package dev.ecsinventory.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the script {@code ecs-inventory} in a sample project, with a build and a JDK that record
 * their arguments.
 */
class LauncherTest {
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  @TempDir private Path directory;
  private Path project;
  private Path source;

  @BeforeEach
  void makeProject() throws IOException {
    project = directory.resolve("a project");
    source = project.resolve("lambda/src/main/java/Some.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "class Some {}");
    Files.writeString(project.resolve("pom.xml"), "<project/>");
    for (String module : List.of("simulator", "core", "lambda", "settings", "cli")) {
      Files.createDirectories(project.resolve(module).resolve("src/main"));
      Files.writeString(project.resolve(module).resolve("pom.xml"), "<project/>");
    }
    Files.createDirectories(project.resolve("events"));
    Files.createDirectories(project.resolve("policies"));
    Files.copy(CommandLineRun.projectHome().resolve("ecs-inventory"), launcher());
    script("mvnw", FAKE_BUILD);
    script("jdk/bin/java", FAKE_JAVA);
    age(project);
  }

  @Test
  void buildsWhenNothingIsBuilt() throws Exception {
    Result result = launch("demo");

    assertEquals(1, builds());
    assertEquals(1, result.err().lines().count(), result.err());
    assertTrue(result.err().startsWith("ecs-inventory: building"), result.err());
  }

  @Test
  void buildsOnlyOnce() throws Exception {
    launch("demo");
    Result second = launch("demo");

    assertEquals(1, builds());
    assertEquals("", second.err());
  }

  @Test
  void buildsAgainAfterASourceWasChanged() throws Exception {
    launch("demo");
    touch(source);
    launch("demo");

    assertEquals(2, builds());
  }

  @Test
  void buildsAgainAfterASourceWasTakenAway() throws Exception {
    launch("demo");
    Files.delete(source);
    touch(source.getParent());
    launch("demo");

    assertEquals(2, builds());
  }

  @Test
  void buildsAgainWhenTheClassPathIsBroken() throws Exception {
    launch("demo");
    Files.delete(project.resolve("lambda/target/lambda.jar"));
    launch("demo");

    assertEquals(2, builds());
  }

  @Test
  void buildsAgainAfterABuildFailed() throws Exception {
    script("mvnw", "#!/bin/sh\nexit 1\n");
    Result failed = launch("demo");
    script("mvnw", FAKE_BUILD);
    launch("demo");

    assertEquals(1, failed.exitCode());
    assertTrue(failed.err().contains("the build failed"), failed.err());
    assertEquals(1, builds());
  }

  @Test
  void passesArgumentsThrough() throws Exception {
    List<String> lines = launch("invoke", "an event.json", "", "--x=*").out().lines().toList();

    assertEquals(
        List.of("dev.ecsinventory.cli.Main", "invoke", "an event.json", "", "--x=*"),
        lines.subList(lines.size() - 5, lines.size()));
  }

  @Test
  void passesTheExitCodeThrough() throws Exception {
    assertEquals(3, launch("partial").exitCode());
  }

  @Test
  void runsOnTheJdkOfTheBuildWhateverTheDefaultIs() throws Exception {
    ProcessBuilder process = process("demo");
    process.environment().put("JAVA_HOME", "/nowhere");

    assertEquals(0, Result.of(process).exitCode());
  }

  @Test
  void runsFromAnywhereAndThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("link"), launcher());
    ProcessBuilder process =
        new ProcessBuilder(link.toString(), "demo").directory(directory.toFile());

    Result result = Result.of(process);

    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().contains("-Decs-inventory.home=" + project.toRealPath() + "\n"));
  }

  private static final String FAKE_BUILD =
      """
      #!/usr/bin/env bash
      set -eu
      echo "a word on standard output" >/dev/null
      echo built >>builds
      mkdir -p cli/target/launcher lambda/target
      touch lambda/target/lambda.jar cli/target/ecs-inventory.jar
      printf '%s' "$PWD/lambda/target/lambda.jar" >cli/target/launcher/classpath
      printf 'Property settings:\\n    java.home = %s\\n' "$PWD/jdk" \
        >cli/target/launcher/java-settings
      """;

  private static final String FAKE_JAVA =
      """
      #!/usr/bin/env bash
      printf '%s\\n' "$@"
      for argument in "$@"; do
        [[ "$argument" != partial ]] || exit 3
      done
      """;

  private record Result(int exitCode, String out, String err) {
    static Result of(ProcessBuilder process) throws Exception {
      Process running = process.start();
      running.getOutputStream().close();
      String out = new String(running.getInputStream().readAllBytes(), UTF_8);
      String err = new String(running.getErrorStream().readAllBytes(), UTF_8);
      return new Result(running.waitFor(), out, err);
    }
  }

  private Path launcher() {
    return project.resolve("ecs-inventory");
  }

  private ProcessBuilder process(String... arguments) {
    List<String> command = new ArrayList<>(List.of(launcher().toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  private Result launch(String... arguments) throws Exception {
    return Result.of(process(arguments));
  }

  private long builds() throws IOException {
    try (var lines = Files.lines(project.resolve("builds"))) {
      return lines.count();
    }
  }

  private void script(String name, String text) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertTrue(file.toFile().setExecutable(true));
  }

  /** Sets earlier modification times for all files, so that the next build is newer. */
  private static void age(Path tree) throws IOException {
    try (var paths = Files.walk(tree)) {
      for (Path path : paths.toList()) {
        Files.setLastModifiedTime(path, FileTime.from(LONG_AGO));
      }
    }
  }

  private static void touch(Path path) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(Instant.now().plusSeconds(60)));
  }
}
