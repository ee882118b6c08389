package dev.ecsinventory.bench.harness;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The machine and the time of a measurement.
 *
 * @param memoryBytes memory of the machine
 * @param jvm name and version
 * @param os name, version and architecture
 * @param commit commit of the sources, with {@code +} if they were changed since; {@code unknown}
 *     without git
 */
public record Machine(
    String cpu, int cores, long memoryBytes, String jvm, String os, String date, String commit) {
  private static final String UNKNOWN = "unknown";

  public Machine {
    requireNonNull(cpu, "cpu is null");
    requireNonNull(jvm, "jvm is null");
    requireNonNull(os, "os is null");
    requireNonNull(date, "date is null");
    requireNonNull(commit, "commit is null");
  }

  /** This machine, now. */
  public static Machine here(Path sources) {
    return new Machine(
        cpuName(),
        Runtime.getRuntime().availableProcessors(),
        memory(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
        "%s %s, %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        revision(sources));
  }

  private static String cpuName() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(UNKNOWN);
    } catch (IOException notLinux) {
      return UNKNOWN;
    }
  }

  private static long memory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }

  private static String revision(Path sources) {
    String commit = git(sources, List.of("git", "rev-parse", "--short=12", "HEAD"));
    boolean changed =
        !git(sources, List.of("git", "status", "--porcelain", "--untracked-files=no")).isEmpty();
    return commit.isEmpty() ? UNKNOWN : commit + (changed ? "+" : "");
  }

  private static String git(Path sources, List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(sources.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException noGit) {
      return "";
    }
  }
}
