package dev.ecsinventory.cli.check;

import dev.ecsinventory.config.FileProblem;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.ResultFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
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
            "table, csv, csv-spreadsheet, xlsx, json, sarif, html, markdown or junit. Default:"
                + " table. Can be repeated, each with an --out.")
    private CheckFormat format = CheckFormat.TABLE;

    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "Where to write this format. Default: standard output.")
    private Path out;

    private boolean hasDestinationOf(Output other) {
      return out == null || other.out == null
          ? out == other.out
          : ResultFile.isSame(out, other.out);
    }
  }

  /**
   * Creates the content of each format, and then writes all of them.
   *
   * @throws InvalidInputException when two formats have the same destination, a file is one that
   *     the command reads, a format that is not text has no file, or a file cannot be written
   */
  public void write(
      ReadFiles read, Function<CheckFormat, byte[]> contents, PrintStream standardOutput) {
    List<Output> all = outputs.isEmpty() ? List.of(new Output()) : outputs;
    rejectEqualDestinations(all);
    rejectReadFiles(all, read);
    rejectBinaryOnStandardOutput(all);
    Map<Output, byte[]> results = new LinkedHashMap<>();
    all.forEach(output -> results.put(output, contents.apply(output.format)));
    results.forEach((output, content) -> write(output, content, standardOutput));
  }

  /**
   * Writes a text that has no choice of formats.
   *
   * @throws InvalidInputException when a format is set, or the file cannot be written
   */
  public void writeText(ReadFiles read, Supplier<String> text, PrintStream standardOutput) {
    List<Output> all = outputs.isEmpty() ? List.of(new Output()) : outputs;
    rejectReadFiles(all, read);
    if (all.size() > 1 || all.getFirst().format != CheckFormat.TABLE) {
      throw new InvalidInputException(
          "options cannot be used",
          List.of("--format: --unguard writes csv only; name the file with --out"));
    }
    write(all.getFirst(), text.get().getBytes(StandardCharsets.UTF_8), standardOutput);
  }

  /** Whether standard output has the table, which contains all notices. */
  public boolean showsTable() {
    return outputs.isEmpty()
        || outputs.stream()
            .anyMatch(output -> output.out == null && output.format == CheckFormat.TABLE);
  }

  private static void rejectEqualDestinations(List<Output> outputs) {
    for (int index = 0; index < outputs.size(); index++) {
      Output output = outputs.get(index);
      if (outputs.subList(0, index).stream().anyMatch(output::hasDestinationOf)) {
        String name = output.out == null ? "standard output" : "\"" + output.out + "\"";
        throw new InvalidInputException(
            "options cannot be used",
            List.of("--out: two formats go to %s; give each its own --out".formatted(name)));
      }
    }
  }

  private static void rejectReadFiles(List<Output> outputs, ReadFiles read) {
    for (Output output : outputs) {
      if (output.out != null && read.has(output.out)) {
        throw new InvalidInputException(
            "options cannot be used",
            List.of(
                "--out: \"%s\" is a file that this command reads; name another one"
                    .formatted(output.out)));
      }
    }
  }

  private static void rejectBinaryOnStandardOutput(List<Output> outputs) {
    if (outputs.stream().anyMatch(output -> output.out == null && output.format.isBinary())) {
      throw new InvalidInputException(
          "options cannot be used", List.of("--format: xlsx is not text; name a file with --out"));
    }
  }

  private static void write(Output output, byte[] content, PrintStream standardOutput) {
    if (output.out == null) {
      standardOutput.write(content, 0, content.length);
      standardOutput.flush();
      return;
    }
    try {
      ResultFile.write(output.out, content);
    } catch (IOException failure) {
      throw new InvalidInputException(
          "the result cannot be written",
          List.of(
              "--out: \"%s\" cannot be written: %s"
                  .formatted(output.out, FileProblem.of(failure))));
    }
  }
}
