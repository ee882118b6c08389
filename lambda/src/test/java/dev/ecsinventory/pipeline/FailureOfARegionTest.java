package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.simulator.http.CallCounts;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A failure of an entire account and Region costs at most twice the calls of a snapshot without it,
 * and results in the same bytes for any order of the calls. A failure of one resource affects only
 * that resource.
 */
@Execution(ExecutionMode.CONCURRENT)
class FailureOfARegionTest {
  private static final FleetSize SIZE = new FleetSize(10, 50, 1);
  private static final Fleet FLEET = FleetGenerator.uniform(1).generate(SIZE);

  /** The retries of one call; the bound of calls does not apply to plans with fewer calls. */
  private static final int RETRIES = 7;

  private static final List<String> OPERATIONS =
      List.of("DescribeClusters", "ListServices", "DescribeServices", "DescribeTaskSets");

  private static final List<Fault> FAULTS =
      List.of(
          new Fault.AccessDenied(),
          new Fault.Throttle(),
          new Fault.ServerError(),
          new Fault.ConnectionReset());

  @TempDir Path directory;

  static Stream<Arguments> matrix() {
    return OPERATIONS.stream()
        .flatMap(operation -> FAULTS.stream().map(fault -> Arguments.of(operation, fault, 1)));
  }

  /** The failure starts with the first call, or after some successful calls. */
  static Stream<Arguments> matrixFromTheStartAndLater() {
    return Stream.concat(
        matrix(),
        Stream.of("DescribeServices", "DescribeTaskSets")
            .flatMap(
                operation -> FAULTS.stream().map(fault -> Arguments.of(operation, fault, 20))));
  }

  @ParameterizedTest(name = "{0} {1} from call {2}")
  @MethodSource("matrixFromTheStartAndLater")
  void costsAtMostTwiceTheCalls(String operation, Fault fault, int from) {
    CallCounts normal = calls("normal", FaultRule.of(new Fault.Throttle()).touching("nothing"));
    CallCounts failing = calls("failing", FaultRule.of(fault).on(operation).from(from));
    assertTrue(failing.total() <= 2 * normal.total(), failing.total() + " of " + normal.total());
    long most = Math.max(2 * normal.of(operation), normal.of(operation) + RETRIES);
    assertTrue(
        failing.of(operation) <= most, failing.of(operation) + " of " + normal.of(operation));
  }

  private CallCounts calls(String name, FaultRule rule) {
    try (Exporter exporter = Exporter.of(FLEET, directory.resolve(name)).faults(rule)) {
      exporter.run();
      return exporter.simulator().calls();
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("matrix")
  void reportsTheSameFailuresForAnyOrderOfCalls(String operation, Fault fault, int from) {
    List<List<?>> runs = new ArrayList<>();
    for (long seed : new long[] {1, 2}) {
      SimulatorOptions options = SimulatorOptions.DEFAULTS.withShuffle(true).withSeed(seed);
      try (Exporter exporter =
          Exporter.of(FLEET, options, directory.resolve("seed-" + seed))
              .faults(FaultRule.of(fault).on(operation))) {
        exporter.run();
        runs.add(exporter.lines(ReadFailures.DATASET));
      }
    }
    assertTrue(runs.get(0).size() >= SIZE.clusters(), runs.get(0).size() + " failures");
    assertEquals(runs.get(0), runs.get(1));
  }

  static Stream<Arguments> oneOfTen() {
    return FAULTS.stream()
        .filter(fault -> !(fault instanceof Fault.Throttle))
        .flatMap(fault -> Stream.of(0, 4, 9).map(position -> Arguments.of(fault, position)));
  }

  /**
   * A failure of one service is reported for this service only, even before another call of the
   * operation has succeeded.
   */
  @ParameterizedTest(name = "{0} of service {1}")
  @MethodSource("oneOfTen")
  void oneServiceOfTenIsFound(Fault fault, int position) {
    Fleet fleet = FleetGenerator.uniform(1).generate(new FleetSize(1, 10, 1));
    String service = fleet.services().skip(position).findFirst().orElseThrow().arn();
    try (Exporter exporter =
        Exporter.of(fleet, directory)
            .faults(FaultRule.of(fault).on("DescribeServices").touching(service))) {
      exporter.run();
      assertEquals(9, exporter.rows(Services.DATASET).size());
      assertEquals(
          List.of(service),
          exporter.rows(ReadFailures.DATASET).stream()
              .map(row -> row.get(ReadFailures.RESOURCE_ARN))
              .toList());
    }
  }
}
