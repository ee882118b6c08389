package dev.ecsinventory.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.bench.harness.Benchmark;
import dev.ecsinventory.bench.harness.Machine;
import dev.ecsinventory.bench.harness.Result;
import dev.ecsinventory.bench.harness.Results;
import dev.ecsinventory.bench.harness.ResultsPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchmarksTest {
  private static final List<String> NAMES = Benchmarks.ALL.stream().map(Benchmark::name).toList();

  @Test
  void areListedInTheOrderOfTheirNames() {
    assertEquals(NAMES.stream().sorted().distinct().toList(), NAMES);
  }

  @Test
  void areSelectedByName() {
    assertEquals(Benchmarks.ALL, Benchmarks.chosen("all"));
    assertEquals(List.of(), Benchmarks.chosen("none"));
    assertEquals(
        "makespan", Benchmarks.chosen(" makespan").getFirst().name(), "with a space before it");
  }

  @Test
  void rejectUnknownNames() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Benchmarks.chosen("makespan,sped"))
            .getMessage();
    assertTrue(message.startsWith("no benchmark is called \"sped\"; accepted are "), message);
    assertTrue(message.contains("makespan"), message);
  }

  @Test
  void eachHasASectionOfThePage() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "benchmarks.md"));
    List<Result> results =
        NAMES.stream().map(name -> new Result(name, "", List.of(), List.of())).toList();
    ResultsPage.renewed(page, new Results(Machine.here(Path.of(".")), results));
  }
}
