package dev.ecsinventory.bench.cpu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.bench.harness.Findings;
import dev.ecsinventory.bench.process.ChildJvm;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingStream;

/**
 * A program that samples the origin of allocations through the JVM: the nearest class of the
 * function or of a library. Its result is shares in percent.
 */
public final class AllocationProfile {
  private static final String SAMPLE = "jdk.ObjectAllocationSample";
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration PROFILED = Duration.ofSeconds(10);
  private static final int SHOWN = 6;
  private static final double PERCENT = 100;

  private AllocationProfile() {}

  /** Profiles both formats and reports the greatest shares. */
  static void report(Findings findings) throws Exception {
    for (String format : List.of("json", "parquet")) {
      JsonNode shares =
          ChildJvm.of(AllocationProfile.class, "-Xmx1g", "-XX:+UseSerialGC")
              .run(Duration.ofMinutes(2), format);
      String list =
          shares.properties().stream()
              .sorted(
                  Comparator.comparingDouble(
                      (Map.Entry<String, JsonNode> share) -> -share.getValue().asDouble()))
              .limit(SHOWN)
              .map(share -> "%s %.0f %%".formatted(share.getKey(), share.getValue().asDouble()))
              .collect(Collectors.joining(", "));
      findings.note("Allocations for " + format + ", by allocating class: " + list + ".");
    }
  }

  public static void main(String[] arguments) throws Exception {
    CpuWork work = new CpuWork();
    work.readATarget();
    Supplier<List<byte[]>> task =
        arguments[0].equals("json") ? work::normalizeAndEvaluateAndJson : work::normalizeAndParquet;
    repeat(task, WARM_UP);
    Map<String, Double> weights = new ConcurrentHashMap<>();
    try (RecordingStream stream = new RecordingStream()) {
      stream.enable(SAMPLE).with("throttle", "1000/s").withStackTrace();
      stream.onEvent(
          SAMPLE,
          event -> weights.merge(origin(event), (double) event.getLong("weight"), Double::sum));
      stream.startAsync();
      repeat(task, PROFILED);
      stream.stop();
    }
    double all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    Map<String, Double> shares = new TreeMap<>();
    weights.forEach((origin, weight) -> shares.put(origin, PERCENT * weight / all));
    System.out.println(new JsonMapper().writeValueAsString(shares));
  }

  private static void repeat(Supplier<List<byte[]>> task, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      if (task.get().isEmpty()) {
        throw new IllegalStateException("nothing was written");
      }
    }
  }

  /** The innermost frame that is not the JDK's: its class, without its package. */
  private static String origin(RecordedEvent event) {
    if (event.getStackTrace() == null) {
      return "unknown";
    }
    return event.getStackTrace().getFrames().stream()
        .map(RecordedFrame::getMethod)
        .map(method -> method.getType().getName())
        .filter(type -> !type.startsWith("java.") && !type.startsWith("jdk."))
        .findFirst()
        .map(type -> type.substring(type.lastIndexOf('.') + 1).replaceFirst("[$/].*", ""))
        .orElse("the JDK");
  }
}
