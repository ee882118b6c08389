package dev.ecsinventory.bench.coldstart;

import dev.ecsinventory.bench.harness.Figure;
import dev.ecsinventory.bench.harness.Findings;
import dev.ecsinventory.bench.process.ScratchDirectory;
import dev.ecsinventory.simulator.runtime.FunctionProcess;
import dev.ecsinventory.simulator.runtime.Invocation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares clients that are built before the first event with clients that are built on first use.
 */
final class LazyClients {
  private static final int RUNS = 5;

  private LazyClients() {}

  /** Starts the function in both ways alternately, and reports the times. */
  static void compare(Map<String, String> environment, Findings findings)
      throws IOException, InterruptedException {
    List<Invocation> first = new ArrayList<>();
    List<Invocation> used = new ArrayList<>();
    Map<String, String> eagerly = new TreeMap<>(environment);
    eagerly.put(FourServicesFunction.CLIENTS, FourServicesFunction.FIRST);
    try (ScratchDirectory scratch = ScratchDirectory.create()) {
      FunctionProcess function =
          PackagedFunction.unpacked(scratch.path(), FourServicesFunction.class);
      for (int run = 0; run < RUNS; run++) {
        first.add(function.invoke(FourServicesFunction.class.getName(), "{}", eagerly));
        used.add(function.invoke(FourServicesFunction.class.getName(), "{}", environment));
      }
    }
    Start eager = new Start(first);
    Start lazy = new Start(used);
    report("clients built first", eager, findings);
    report("clients built when used", lazy, findings);
    findings.add(
        Figure.of(
            "clients built when used: until four services have responded / built first",
            lazy.secondsUntilResponse() / eager.secondsUntilResponse(),
            "×"));
  }

  private static void report(String how, Start start, Findings findings) {
    findings.add(Figure.of(how + ": until ready", start.secondsUntilReady(), "s"));
    findings.add(
        Figure.of(how + ": until four services have responded", start.secondsUntilResponse(), "s"));
  }
}
