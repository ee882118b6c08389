package dev.ecsinventory.bench.coldstart;

import dev.ecsinventory.bench.harness.Figure;
import dev.ecsinventory.bench.harness.Findings;
import dev.ecsinventory.handler.InventoryHandler;
import dev.ecsinventory.simulator.runtime.FunctionProcess;
import dev.ecsinventory.simulator.runtime.Invocation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Compares the function with an AOT cache from its first snapshot to the function without one. */
final class AotCache {
  private static final String HANDLER = InventoryHandler.class.getName();
  private static final int RUNS = 3;
  private static final double MEGABYTE = 1e6;
  private static final double PERCENT = 100;

  /**
   * Matches the JVM's log of a loaded class of the function, except classes that the JVM generates
   * for lambda expressions.
   */
  private static final Pattern OURS = Pattern.compile("] dev\\.ecsinventory\\.[^/ ]+ source: .*");

  private static final String FROM_CACHE = " source: shared objects file";

  private AotCache() {}

  /**
   * Starts both functions alternately.
   *
   * @param event template with a placeholder for the hour of the day
   * @param firstHour first hour without a snapshot
   */
  static void compare(
      FunctionProcess function,
      Path directory,
      String event,
      int firstHour,
      Map<String, String> environment,
      Findings findings)
      throws IOException, InterruptedException {
    Path cache = directory.resolve("function.aot");
    int hour = firstHour;
    FunctionProcess cached = function.trained(HANDLER, event.formatted(hour++), environment, cache);
    List<Invocation> without = new ArrayList<>();
    List<Invocation> with = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      without.add(function.invoke(HANDLER, event.formatted(hour++), environment));
      with.add(cached.invoke(HANDLER, event.formatted(hour++), environment));
    }
    Invocation logged =
        cached.with("-Xlog:class+load").invoke(HANDLER, event.formatted(hour), environment);
    report(new Start(with), new Start(without), findings);
    findings.add(
        Figure.of("AOT cache: the function's classes that come from it", share(logged.log()), "%"));
    findings.add(Figure.of("AOT cache: added to the package", packed(cache) / MEGABYTE, "MB"));
  }

  private static void report(Start with, Start without, Findings findings) {
    findings.add(Figure.of("AOT cache: until ready", with.secondsUntilReady(), "s"));
    findings.add(
        Figure.of(
            "AOT cache: until ready / without",
            with.secondsUntilReady() / without.secondsUntilReady(),
            "×"));
    findings.add(
        Figure.of(
            "AOT cache: processor time until ready / without",
            with.processorUntilReady() / without.processorUntilReady(),
            "×"));
    findings.add(
        Figure.of(
            "AOT cache: until the first snapshot / without",
            with.secondsUntilResponse() / without.secondsUntilResponse(),
            "×"));
  }

  /** The percentage of the function's classes in {@code log} that came from the cache. */
  static double share(String log) {
    List<String> ours = log.lines().filter(line -> OURS.matcher(line).find()).toList();
    long cached = ours.stream().filter(line -> line.contains(FROM_CACHE)).count();
    return PERCENT * cached / ours.size();
  }

  /** The compressed size in the archive, in bytes. */
  private static long packed(Path cache) throws IOException {
    try (Deflater deflater = new Deflater()) {
      try (OutputStream packing =
          new DeflaterOutputStream(OutputStream.nullOutputStream(), deflater)) {
        Files.copy(cache, packing);
      }
      return deflater.getBytesWritten();
    }
  }
}
