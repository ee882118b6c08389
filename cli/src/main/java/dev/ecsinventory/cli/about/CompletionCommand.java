package dev.ecsinventory.cli.about;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code completion}: completes commands and options in a shell. */
@Command(
    name = "completion",
    description = "Print a script that completes commands and options in bash and zsh.",
    footer = {
      "",
      "For the current shell: source <(./ecs-inventory completion)",
      "In zsh, run autoload -U +X bashcompinit && bashcompinit first."
    })
public final class CompletionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private final PrintStream out;

  public CompletionCommand(PrintStream out) {
    this.out = requireNonNull(out, "out is null");
  }

  @Override
  public Integer call() {
    CommandSpec root = spec.root();
    out.print(AutoComplete.bash(root.name(), root.commandLine()));
    out.flush();
    return 0;
  }
}
