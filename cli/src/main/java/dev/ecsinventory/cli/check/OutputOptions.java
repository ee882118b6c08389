package dev.ecsinventory.cli.check;

import dev.ecsinventory.config.InvalidInputException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The formats of a result, and the file of each. */
public final class OutputOptions {
  @ArgGroup(exclusive = false, multiplicity = "0..*")
  private List<Output> outputs = new ArrayList<>();

  /** One format, and its file. */
  private static final class Output {
    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        description =
            "table, csv, json, sarif, html, markdown or junit. Default: table. Can be repeated,"
                + " each with an --out.")
    private CheckFormat format = CheckFormat.TABLE;

    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "Where to write this format. Default: standard output.")
    private Path out;
  }

  /**
   * Creates the text of each format, and then writes all of them.
   *
   * @throws InvalidInputException when two formats have the same destination, or a file cannot be
   *     written
   */
  public void write(Function<CheckFormat, String> texts, PrintStream standardOutput) {
    List<Output> all = outputs.isEmpty() ? List.of(new Output()) : outputs;
    rejectEqualDestinations(all);
    Map<Output, String> results = new LinkedHashMap<>();
    all.forEach(output -> results.put(output, texts.apply(output.format)));
    results.forEach((output, text) -> write(output, text, standardOutput));
  }

  /** Whether standard output has the table, which contains all notices. */
  public boolean showsTable() {
    return outputs.isEmpty()
        || outputs.stream()
            .anyMatch(output -> output.out == null && output.format == CheckFormat.TABLE);
  }

  private static void rejectEqualDestinations(List<Output> outputs) {
    Set<String> destinations = new HashSet<>();
    for (Output output : outputs) {
      String name = output.out == null ? "standard output" : "\"" + output.out + "\"";
      if (!destinations.add(name)) {
        throw new InvalidInputException(
            "options cannot be used",
            List.of("--out: two formats go to %s; give each its own --out".formatted(name)));
      }
    }
  }

  private static void write(Output output, String text, PrintStream standardOutput) {
    if (output.out == null) {
      standardOutput.print(text);
      standardOutput.flush();
      return;
    }
    try {
      Files.writeString(output.out, text);
    } catch (IOException failure) {
      throw new InvalidInputException(
          "the result cannot be written",
          List.of("--out: \"%s\" cannot be written: %s".formatted(output.out, failure)));
    }
  }
}
