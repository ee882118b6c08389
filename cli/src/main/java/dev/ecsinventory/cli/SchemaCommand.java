package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.cli.errors.ExitCode;
import dev.ecsinventory.schema.dictionary.DataDictionary;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code schema}: prints the data dictionary, of which {@code docs/schema.md} is a copy. */
@Command(
    name = "schema",
    description = "Print every dataset, column, key and index as Markdown.",
    footer = {"", "docs/schema.md is the output of this command."})
final class SchemaCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  SchemaCommand(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  @Override
  public Integer call() {
    surroundings.out().print(DataDictionary.markdown());
    surroundings.out().flush();
    return ExitCode.COMPLETE.value();
  }
}
