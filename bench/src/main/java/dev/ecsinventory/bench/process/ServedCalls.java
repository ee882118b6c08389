package dev.ecsinventory.bench.process;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The calls that a simulator received, retries included.
 *
 * @param byOperation number of calls of every operation that was called
 * @param throttled number of all throttled calls
 */
public record ServedCalls(Map<String, Long> byOperation, long throttled) {
  private static final Pattern COUNTS = Pattern.compile("calls: \\{(.*)}, (\\d+) throttled");

  public ServedCalls {
    byOperation = Map.copyOf(byOperation);
  }

  /** Calls of all operations. */
  public long all() {
    return byOperation.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Parses the output of a simulator that was stopped.
   *
   * @throws IOException when it printed no counts
   */
  static ServedCalls parse(String log) throws IOException {
    Matcher counts = COUNTS.matcher(log);
    if (!counts.find()) {
      throw new IOException("the simulator did not print its counts of calls:\n" + log);
    }
    Map<String, Long> byOperation = new TreeMap<>();
    for (String entry : counts.group(1).split(", ")) {
      String[] count = entry.split("=");
      if (count.length == 2) {
        byOperation.put(count[0], Long.parseLong(count[1]));
      }
    }
    return new ServedCalls(byOperation, Long.parseLong(counts.group(2)));
  }

  public long of(String operation) {
    return byOperation.getOrDefault(operation, 0L);
  }
}
