package dev.ecsinventory.simulator.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The maximum memory of a process: heap, classes, compiled code, stacks.
 *
 * @see <a href="https://docs.kernel.org/filesystems/proc.html">VmHWM</a>
 */
public final class PeakMemory {
  private static final String FIELD = "VmHWM:";
  private static final int KILOBYTE = 1024;

  private PeakMemory() {}

  /** The maximum in bytes; 0 where the operating system does not report it. */
  public static long ofProcess(long process) throws IOException {
    Path status = Path.of("/proc", String.valueOf(process), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(FIELD))
        .mapToLong(line -> KILOBYTE * Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElse(0);
  }
}
