package dev.ecsinventory.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The processors' time since the start of the machine, in the kernel's ticks.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_stat.5.html">proc_stat</a>
 */
record MachineTime(long idle, long all) {
  private static final Path STAT = Path.of("/proc/stat");

  /** user, nice, system, idle, iowait, irq, softirq, steal; user includes guests. */
  private static final int COUNTED = 8;

  private static final int IDLE = 3;
  private static final int WAITING = 4;

  static MachineTime now() throws IOException {
    String line = Files.readAllLines(STAT).getFirst();
    long[] ticks =
        Arrays.stream(line.split(" +")).skip(1).limit(COUNTED).mapToLong(Long::parseLong).toArray();
    return new MachineTime(ticks[IDLE] + ticks[WAITING], Arrays.stream(ticks).sum());
  }

  /** The share of all processors' time that was used, from 0 to 1. */
  double busySince(MachineTime before) {
    long passed = all - before.all;
    return passed == 0 ? 0 : 1 - (idle - before.idle) / (double) passed;
  }
}
