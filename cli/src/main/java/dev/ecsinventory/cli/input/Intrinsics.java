package dev.ecsinventory.cli.input;

import dev.ecsinventory.cli.input.Node.Mapping;
import dev.ecsinventory.cli.input.Node.Scalar;
import dev.ecsinventory.cli.input.Node.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values of a CloudFormation template. A function is computed where all that it refers to is known:
 * parameters that the command line gives, the account and the Region. The default of a parameter
 * does not count, because the deployment can give another value.
 */
final class Intrinsics {
  static final String REF = "Ref";
  static final String IF = "Fn::If";
  static final String NO_VALUE = "AWS::NoValue";

  private static final String SUB = "Fn::Sub";
  private static final String JOIN = "Fn::Join";
  private static final String FUNCTION = "Fn::";
  private static final String DYNAMIC_REFERENCE = "{{resolve:";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]*)\\}");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)");

  private final DeploymentFacts deployment;

  Intrinsics(DeploymentFacts deployment) {
    this.deployment = deployment;
  }

  /** The name of the function that {@code value} calls; empty when it is a plain value. */
  static Optional<String> function(At value) {
    if (value.node() instanceof Mapping mapping && mapping.members().size() == 1) {
      String name = mapping.members().keySet().iterator().next();
      return Optional.of(name).filter(text -> text.equals(REF) || text.startsWith(FUNCTION));
    }
    return Optional.empty();
  }

  /**
   * The function that adds members to an object, or replaces it: {@code Fn::Transform} and {@code
   * Fn::ForEach} may be among the members of an object, where they expand before the deployment.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-transform.html">
   *     Fn::Transform</a>
   */
  static Optional<String> expansion(At object) {
    return object.node() instanceof Mapping mapping
        ? mapping.members().keySet().stream()
            .filter(name -> name.startsWith(FUNCTION))
            .findFirst()
            .map(name -> "%s (line %d)".formatted(name, mapping.members().get(name).line()))
        : Optional.empty();
  }

  /** What is not known about the value of a function or of a dynamic reference, for people. */
  static String notKnown(At value) {
    String function = function(value).orElse("a dynamic reference");
    String argument =
        value.member(function).map(At::node).orElse(null) instanceof Scalar scalar
            ? " " + scalar.text()
            : "";
    return "%s%s (line %d) is not known before the deployment"
        .formatted(function, argument, value.line());
  }

  /**
   * The text of a value; empty where it is not known, or where it is none and a problem is noted.
   */
  Optional<String> text(At value, String accepted) {
    return computed(value, accepted).filter(text -> !text.contains(DYNAMIC_REFERENCE));
  }

  private Optional<String> computed(At value, String accepted) {
    Optional<String> function = function(value);
    if (function.isEmpty()) {
      return plain(value, accepted);
    }
    Optional<At> argument = value.member(function.get());
    return switch (function.get()) {
      case REF -> argument.flatMap(name -> plain(name, "a name")).flatMap(this::reference);
      case SUB -> argument.flatMap(this::substituted);
      case JOIN -> argument.flatMap(this::joined);
      default -> Optional.empty();
    };
  }

  /** CloudFormation makes texts of whole numbers and flags; what it makes of others is not sure. */
  private static Optional<String> plain(At value, String accepted) {
    if (value.node() instanceof Scalar scalar) {
      boolean sure =
          scalar.type() == Type.NUMBER && WHOLE_NUMBER.matcher(scalar.text()).matches()
              || scalar.type() == Type.FLAG && scalar.text().matches("true|false");
      if (sure) {
        return Optional.of(scalar.text());
      }
    }
    return value.text(accepted);
  }

  private Optional<String> reference(String name) {
    return switch (name) {
      case "AWS::AccountId" -> deployment.account();
      case "AWS::Region" -> deployment.region();
      default -> Optional.ofNullable(deployment.parameters().get(name));
    };
  }

  private Optional<String> substituted(At argument) {
    At template = argument;
    Map<String, At> variables = Map.of();
    if (argument.isSequence()) {
      List<At> parts = argument.items("a text and its variables");
      if (parts.size() != 2) {
        argument.problem("accepted are a text and an object of its variables");
        return Optional.empty();
      }
      template = parts.get(0);
      variables = parts.get(1).members("an object of variables");
    }
    Optional<String> text = template.text("a text");
    return text.isEmpty() ? text : substituted(text.get(), variables);
  }

  private Optional<String> substituted(String text, Map<String, At> variables) {
    Matcher placeholder = PLACEHOLDER.matcher(text);
    StringBuilder result = new StringBuilder();
    while (placeholder.find()) {
      String name = placeholder.group(2);
      Optional<String> value =
          placeholder.group(1).isEmpty()
              ? variables.containsKey(name) ? text(variables.get(name), "a text") : reference(name)
              : Optional.of("${" + name + "}");
      if (value.isEmpty()) {
        return Optional.empty();
      }
      placeholder.appendReplacement(result, Matcher.quoteReplacement(value.get()));
    }
    return Optional.of(placeholder.appendTail(result).toString());
  }

  private Optional<String> joined(At argument) {
    List<At> parts = argument.isSequence() ? argument.items("a list") : List.of();
    if (parts.size() != 2 || !parts.get(1).isSequence()) {
      return Optional.empty();
    }
    Optional<String> separator = text(parts.get(0), "a separator");
    List<Optional<String>> texts =
        parts.get(1).items("a list").stream().map(part -> text(part, "a text")).toList();
    return texts.stream().allMatch(Optional::isPresent)
        ? separator.map(by -> String.join(by, texts.stream().map(Optional::orElseThrow).toList()))
        : Optional.empty();
  }
}
