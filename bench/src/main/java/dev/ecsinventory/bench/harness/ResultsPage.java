package dev.ecsinventory.bench.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The page of benchmarks: manual prose, and between {@code <!-- figures: NAME -->} and {@code <!--
 * end -->} tables that are generated from results. All figures of a table are from one run, whose
 * time and commit are below the table. The section {@code machine} has the machine's description.
 */
public final class ResultsPage {
  private static final String MACHINE = "machine";
  private static final String BEGIN = "<!-- figures: %s -->";
  private static final String END = "<!-- end -->";
  private static final double GIGABYTE = 1024.0 * 1024 * 1024;

  private ResultsPage() {}

  /**
   * The page with the figures of the measured benchmarks replaced by those of {@code results}.
   *
   * @throws IllegalArgumentException naming every section that the page lacks
   */
  public static String renewed(String page, Results results) {
    List<String> missing = new ArrayList<>();
    String renewed = replaced(page, MACHINE, machine(results.machine()), missing);
    for (Result result : results.results()) {
      renewed =
          replaced(renewed, result.benchmark(), table(result) + run(results.machine()), missing);
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "the page has no section for: %s; accepted is a line %s, followed by a line %s"
              .formatted(String.join(", ", missing), BEGIN.formatted("NAME"), END));
    }
    return renewed;
  }

  private static String replaced(String page, String name, String text, List<String> missing) {
    String begin = BEGIN.formatted(name) + "\n";
    int from = page.indexOf(begin);
    int to = from < 0 ? -1 : page.indexOf(END, from);
    if (to < 0) {
      missing.add(name);
      return page;
    }
    return page.substring(0, from + begin.length()) + text + page.substring(to);
  }

  private static String machine(Machine machine) {
    return """
    | | |
    | --- | --- |
    | CPU | %s, %d cores |
    | memory | %.0f GB |
    | Java | %s |
    | system | %s |
    """
        .formatted(
            machine.cpu(),
            machine.cores(),
            machine.memoryBytes() / GIGABYTE,
            machine.jvm(),
            machine.os());
  }

  private static String run(Machine machine) {
    return "\nMeasured %s, commit `%s`.\n".formatted(machine.date(), machine.commit());
  }

  private static String table(Result result) {
    String rows =
        result.figures().stream()
            .map(
                figure ->
                    "| %s | %s | %s | %s |\n"
                        .formatted(
                            figure.name(),
                            figure.shownValue(),
                            figure.shownGoal(),
                            figure.shownStatus()))
            .collect(Collectors.joining());
    String notes = result.notes().stream().map("\n%s\n"::formatted).collect(Collectors.joining());
    String head = "| figure | value | goal | |\n| --- | --: | --: | --- |\n";
    return (rows.isEmpty() ? "" : head + rows) + notes;
  }
}
