package dev.ecsinventory.cli.errors;

import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.policy.text.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The message for a wrong command line, in two lines: what is wrong, with the spelling that was
 * probably intended, and where to find what is accepted. The value of an option that is not known
 * is not repeated, because it may be a secret.
 */
public final class UsageMessage {
  /** The message of picocli's own command {@code help}. */
  private static final Pattern HELP_OF = Pattern.compile("^Unknown subcommand '(.*)'");

  private final ParameterException failure;
  private final Optional<Misspelt> misspelt;
  private final CommandSpec spec;

  private UsageMessage(ParameterException failure) {
    this.failure = failure;
    this.misspelt = misspelt(failure);
    this.spec = misspelt.map(Misspelt::command).orElse(failure.getCommandLine()).getCommandSpec();
  }

  /** An option or a command that a command does not have. */
  private record Misspelt(CommandLine command, String name) {}

  /** The first one, which may be before the command that fails without it. */
  private static Optional<Misspelt> misspelt(ParameterException failure) {
    List<CommandLine> commands = new ArrayList<>();
    for (CommandLine one = failure.getCommandLine(); one != null; one = one.getParent()) {
      commands.addFirst(one);
    }
    return commands.stream()
        .flatMap(
            command ->
                command.getUnmatchedArguments().stream()
                    .filter(
                        argument -> argument.startsWith("-") || !command.getSubcommands().isEmpty())
                    .map(name -> new Misspelt(command, name)))
        .findFirst();
  }

  /** The message, without a line break at its end. */
  public static String of(ParameterException failure) {
    UsageMessage message = new UsageMessage(failure);
    return "%s: %s%nNext: %s --help shows what is accepted"
        .formatted(
            message.spec.qualifiedName(),
            VisibleText.of(message.problem()),
            "./" + message.spec.qualifiedName());
  }

  private String problem() {
    if (failure instanceof UnmatchedArgumentException other && misspelt.isEmpty()) {
      return unmatched(other.getUnmatched().getFirst());
    }
    if (misspelt.isPresent()) {
      return unmatched(misspelt.get().name());
    }
    if (failure instanceof MissingParameterException missing) {
      return missing(missing);
    }
    if (failure instanceof MutuallyExclusiveArgsException
        || failure instanceof OverwrittenOptionException
        || failure instanceof MaxValuesExceededException) {
      return decapitalized(failure.getMessage());
    }
    if (failure.getArgSpec() != null && failure.getMessage().contains("cannot convert")) {
      return "%s: %s is not accepted"
          .formatted(name(failure.getArgSpec()), quoted(failure.getValue()));
    }
    Matcher helped = HELP_OF.matcher(failure.getMessage());
    if (helped.find()) {
      return unknown("command", helped.group(1), spec.subcommands().keySet());
    }
    return accepted().orElseGet(() -> decapitalized(failure.getMessage()));
  }

  private String unmatched(String argument) {
    if (!argument.startsWith("-")) {
      return !spec.subcommands().isEmpty()
          ? unknown("command", argument, spec.subcommands().keySet())
          : "\"%s\" is not accepted here".formatted(argument);
    }
    String option = argument.contains("=") ? argument.split("=", 2)[0] : argument;
    List<String> owners = spec.parent() == null ? commandsWith(option) : List.of();
    return owners.isEmpty()
        ? unknown("option", option, names(spec).toList())
        : "option %s belongs after the command: %s".formatted(option, String.join(", ", owners));
  }

  private List<String> commandsWith(String option) {
    return spec.subcommands().entrySet().stream()
        .filter(command -> names(command.getValue().getCommandSpec()).anyMatch(option::equals))
        .map(command -> command.getKey())
        .toList();
  }

  private static Stream<String> names(CommandSpec command) {
    return command.options().stream()
        .filter(option -> !option.hidden())
        .flatMap(option -> Arrays.stream(option.names()));
  }

  private static String unknown(String what, String name, Collection<String> accepted) {
    return "unknown %s %s%s".formatted(what, quoted(name), didYouMean(name, accepted));
  }

  /** The name with the nearest spelling, or the names that begin with the given text. */
  private static String didYouMean(String name, Collection<String> accepted) {
    Optional<String> near = Spelling.nearest(name, accepted);
    List<String> longer =
        accepted.stream().filter(one -> name.length() > 2 && one.startsWith(name)).toList();
    List<String> meant = near.map(List::of).orElse(longer);
    return meant.isEmpty() ? "" : "; did you mean %s?".formatted(String.join(" or ", meant));
  }

  private static String quoted(String name) {
    return "\"" + name + "\"";
  }

  /** What is missing: options, parameters, and groups of which one option is required. */
  private String missing(MissingParameterException missing) {
    boolean isIncomplete = missing.getMessage().startsWith("Expected parameter");
    List<String> names = new ArrayList<>();
    missing.getMissing().stream()
        .filter(argument -> argument.required() && argument.group() == null)
        .map(UsageMessage::name)
        .forEach(names::add);
    ParseResult parsed = failure.getCommandLine().getParseResult();
    spec.argGroups().stream()
        .filter(group -> group.multiplicity().min() > 0 && parsed.findMatches(group).isEmpty())
        .map(
            group ->
                group.allOptionsNested().stream()
                    .filter(ArgSpec::required)
                    .map(UsageMessage::name)
                    .collect(Collectors.joining(" or ")))
        .forEach(names::add);
    return isIncomplete || names.isEmpty()
        ? decapitalized(missing.getMessage())
        : "missing: " + String.join(", ", names);
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? option.longestName() + " " + option.paramLabel()
        : argument.paramLabel();
  }

  /** The accepted values of an option that has a list of them. */
  private Optional<String> accepted() {
    ArgSpec argument = failure.getArgSpec();
    String value = failure.getValue();
    Class<?> type = argument == null ? Object.class : elementType(argument);
    if (value == null || !type.isEnum()) {
      return Optional.empty();
    }
    List<String> accepted =
        Arrays.stream(type.getEnumConstants())
            .map(one -> one.toString().toLowerCase(Locale.ROOT))
            .toList();
    return Optional.of(
        "%s: %s is not accepted; accepted are %s%s"
            .formatted(
                name(argument).split(" ")[0],
                quoted(value),
                String.join(", ", accepted),
                didYouMean(value, accepted)));
  }

  private static Class<?> elementType(ArgSpec argument) {
    Class<?>[] types = argument.auxiliaryTypes();
    return argument.type().isEnum() || types.length == 0 ? argument.type() : types[0];
  }

  private static String decapitalized(String message) {
    String plain = message.replaceFirst("^Error: ", "");
    return Character.toLowerCase(plain.charAt(0)) + plain.substring(1);
  }
}
