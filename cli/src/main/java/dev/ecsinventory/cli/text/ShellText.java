package dev.ecsinventory.cli.text;

import java.util.List;
import java.util.stream.Collectors;

/** Arguments as a shell reads them. */
public final class ShellText {
  private ShellText() {}

  /** The arguments, quoted where a shell would change them. */
  public static String of(List<String> arguments) {
    return arguments.stream().map(ShellText::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String argument) {
    return argument.matches("[\\w%+,./:=@-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
