package dev.ecsinventory.bench.cpu;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What JMH measured of methods of {@link CpuWork}, in a process of their own each.
 *
 * @param nanoseconds the mean time of a call, by the method's name
 * @param bytes allocated by a call, by the method's name
 */
record Measured(Map<String, Double> nanoseconds, Map<String, Double> bytes) {
  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final int WARM_UPS = 4;
  private static final int MEASUREMENTS = 5;
  private static final TimeValue ITERATION = TimeValue.milliseconds(1500);

  /** The heap does not grow meanwhile, and one thread collects it, as in the function. */
  private static final String[] JVM = {
    "-Xms1g", "-Xmx1g", "-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow"
  };

  static Measured of(String... methods) throws RunnerException {
    String names = String.join("|", methods);
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(Pattern.quote(CpuWork.class.getName()) + "\\.(" + names + ")$")
                    .forks(1)
                    .warmupIterations(WARM_UPS)
                    .warmupTime(ITERATION)
                    .measurementIterations(MEASUREMENTS)
                    .measurementTime(ITERATION)
                    .addProfiler(GCProfiler.class)
                    .jvmArgsAppend(JVM)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .run();
    Map<String, Double> nanoseconds = new TreeMap<>();
    Map<String, Double> bytes = new TreeMap<>();
    for (RunResult result : results) {
      String method = result.getPrimaryResult().getLabel();
      nanoseconds.put(method, result.getPrimaryResult().getScore());
      for (String secondary : result.getSecondaryResults().keySet()) {
        if (secondary.endsWith(ALLOCATED)) {
          bytes.put(method, result.getSecondaryResults().get(secondary).getScore());
        }
      }
    }
    return new Measured(nanoseconds, bytes);
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
