package dev.ecsinventory.bench;

import dev.ecsinventory.bench.athena.AthenaBenchmark;
import dev.ecsinventory.bench.coldstart.ColdStartBenchmark;
import dev.ecsinventory.bench.cpu.CodecBenchmark;
import dev.ecsinventory.bench.cpu.CpuBenchmark;
import dev.ecsinventory.bench.cpu.PolicyBenchmark;
import dev.ecsinventory.bench.dynamodb.DynamoDbBenchmark;
import dev.ecsinventory.bench.harness.Benchmark;
import dev.ecsinventory.bench.makespan.AccountRegionsBenchmark;
import dev.ecsinventory.bench.makespan.FailuresBenchmark;
import dev.ecsinventory.bench.makespan.LatencyBenchmark;
import dev.ecsinventory.bench.makespan.MakespanBenchmark;
import dev.ecsinventory.bench.memory.MemoryBenchmark;
import dev.ecsinventory.bench.organization.OrganizationBenchmark;
import dev.ecsinventory.bench.past.ServeBenchmark;
import dev.ecsinventory.bench.script.ScriptBenchmark;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** All benchmarks, in the order of their names. */
final class Benchmarks {
  static final String EVERY = "all";
  static final String NONE = "none";

  static final List<Benchmark> ALL =
      List.of( // one a line
          new AccountRegionsBenchmark(), //
          new AthenaBenchmark(), //
          new CodecBenchmark(), //
          new ColdStartBenchmark(), //
          new CpuBenchmark(), //
          new DynamoDbBenchmark(), //
          new FailuresBenchmark(), //
          new LatencyBenchmark(), //
          new MakespanBenchmark(), //
          new MemoryBenchmark(), //
          new OrganizationBenchmark(), //
          new PolicyBenchmark(), //
          new ScriptBenchmark(), //
          new ServeBenchmark() //
          );

  private Benchmarks() {}

  /**
   * Selects benchmarks by name.
   *
   * @param names comma-separated, or {@code all}, or {@code none}
   * @throws IllegalArgumentException with every unknown name
   */
  static List<Benchmark> chosen(String names) {
    if (names.equals(EVERY)) {
      return ALL;
    }
    List<String> wanted =
        names.equals(NONE)
            ? List.of()
            : Arrays.stream(names.split(",")).map(String::strip).toList();
    List<String> known = ALL.stream().map(Benchmark::name).toList();
    List<String> unknown = wanted.stream().filter(name -> !known.contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "no benchmark is called %s; accepted are %s, all and none"
              .formatted(
                  unknown.stream().map("\"%s\""::formatted).collect(Collectors.joining(", ")),
                  String.join(", ", known)));
    }
    return ALL.stream().filter(benchmark -> wanted.contains(benchmark.name())).toList();
  }
}
