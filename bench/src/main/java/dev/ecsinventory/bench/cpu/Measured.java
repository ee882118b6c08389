package dev.ecsinventory.bench.cpu;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * JMH's measurements of methods of one class, in separate processes. The methods are measured
 * alternately, so that compared ones have the same conditions.
 *
 * @param nanoseconds the mean time of a call, by the method's name: the median of the iterations
 * @param bytes allocated by a call, by the method's name
 */
record Measured(Map<String, Double> nanoseconds, Map<String, Double> bytes) {
  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final Iterations USUAL = new Iterations(3, 4, 3);

  /** A shorter measurement, for figures without a goal that explain a decision. */
  private static final Iterations FEW = new Iterations(1, 3, 4);

  private static final TimeValue ITERATION = TimeValue.milliseconds(800);

  /** As in the function, the heap has a fixed size and one thread collects it. */
  private static final String[] JVM = {
    "-Xms1g", "-Xmx1g", "-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow"
  };

  private record Iterations(int turns, int warmUps, int measurements) {}

  /** Methods of {@link CpuWork}. */
  static Measured of(String... methods) throws RunnerException {
    return of(CpuWork.class, USUAL, methods);
  }

  /** Methods of {@code work}, in one iteration. */
  static Measured briefly(Class<?> work, String... methods) throws RunnerException {
    return of(work, FEW, methods);
  }

  private static Measured of(Class<?> work, Iterations iterations, String... methods)
      throws RunnerException {
    Map<String, List<Double>> nanoseconds = new TreeMap<>();
    Map<String, List<Double>> bytes = new TreeMap<>();
    for (int priority = 0; priority < iterations.turns(); priority++) {
      for (RunResult result : run(work, iterations, String.join("|", methods))) {
        String method = name(result);
        add(nanoseconds, method, result.getPrimaryResult().getScore());
        result
            .getSecondaryResults()
            .forEach(
                (name, secondary) -> {
                  if (name.endsWith(ALLOCATED)) {
                    add(bytes, method, secondary.getScore());
                  }
                });
      }
    }
    return new Measured(medians(nanoseconds), medians(bytes));
  }

  /** The method's name; for a method with parameters, their values. */
  private static String name(RunResult result) {
    BenchmarkParams parameters = result.getParams();
    return parameters.getParamsKeys().isEmpty()
        ? result.getPrimaryResult().getLabel()
        : parameters.getParamsKeys().stream()
            .map(parameters::getParam)
            .collect(Collectors.joining(" "));
  }

  private static Collection<RunResult> run(Class<?> work, Iterations iterations, String methods)
      throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include(Pattern.quote(work.getName()) + "\\.(" + methods + ")$")
                .forks(1)
                .warmupIterations(iterations.warmUps())
                .warmupTime(ITERATION)
                .measurementIterations(iterations.measurements())
                .measurementTime(ITERATION)
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend(JVM)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build())
        .run();
  }

  private static void add(Map<String, List<Double>> scores, String method, double score) {
    scores.computeIfAbsent(method, key -> new ArrayList<>()).add(score);
  }

  private static Map<String, Double> medians(Map<String, List<Double>> scores) {
    Map<String, Double> medians = new TreeMap<>();
    scores.forEach(
        (method, turns) ->
            medians.put(method, turns.stream().sorted().toList().get(turns.size() / 2)));
    return medians;
  }

  double ratio(String method, String floor) {
    return nanoseconds.get(method) / nanoseconds.get(floor);
  }

  double bytesRatio(String method, String floor) {
    return bytes.get(method) / bytes.get(floor);
  }

  double rowsPerSecond(String method, int rows) {
    return rows * 1e9 / nanoseconds.get(method);
  }

  double bytesPerRow(String method, int rows) {
    return bytes.get(method) / rows;
  }
}
