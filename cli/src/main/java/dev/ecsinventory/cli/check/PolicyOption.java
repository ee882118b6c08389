package dev.ecsinventory.cli.check;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.failure.Failures;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.evaluate.EffectivePolicyException;
import dev.ecsinventory.evaluate.PolicySource;
import dev.ecsinventory.policy.document.TagPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The option that names a tag policy: a file, or what {@code TAG_POLICY} accepts. */
public final class PolicyOption {
  /** What {@code TAG_POLICY} accepts; anything else is a file. */
  private static final Pattern PLACE =
      Pattern.compile("(classpath:|file:|s3://).*|" + PolicySource.ORGANIZATIONS);

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "The tag policy: a file, or any place that TAG_POLICY accepts.")
  private String policy;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** What {@code TAG_POLICY} accepts, for a file or such a location. */
  public static String location(String policy) {
    return PLACE.matcher(policy).matches() ? policy : "file:" + policy;
  }

  /**
   * Reads the policy.
   *
   * @throws ParameterException when the option is missing, which not every use of a command needs
   * @throws InvalidInputException when it cannot be read, or is not a tag policy
   */
  public TagPolicy read(AwsClients clients) {
    if (policy == null) {
      throw new ParameterException(command.commandLine(), "missing: --policy FILE");
    }
    return read("--policy", policy, clients);
  }

  /** The policy's file, if it is one. */
  public Stream<Path> file() {
    return Stream.ofNullable(policy)
        .map(name -> name.replaceFirst("^file:(//)?", ""))
        .filter(name -> !PLACE.matcher(name).matches())
        .map(Path::of);
  }

  /**
   * Reads the policy that an argument names.
   *
   * @param argument name of the argument in messages
   * @throws InvalidInputException as {@link #read(AwsClients)}
   */
  public static TagPolicy read(String argument, String policy, AwsClients clients) {
    PolicySource source = PolicySource.read(location(policy), clients);
    try {
      String account =
          source.differsByAccount() ? clients.sts().getCallerIdentity().account() : "any";
      return source
          .policy(account, () -> clients.organizations(Optional.empty()))
          .orElseThrow(
              () ->
                  unusable(
                      argument, policy, "account " + account + " has no effective tag policy"));
    } catch (EffectivePolicyException unreadable) {
      throw unusable(
          argument, policy, "%s (%s)".formatted(unreadable.getMessage(), unreadable.code()));
    } catch (AwsServiceException failure) {
      throw unusable(
          argument, policy, "%s (%s)".formatted(Failures.message(failure), Failures.code(failure)));
    }
  }

  private static InvalidInputException unusable(String argument, String policy, String why) {
    return new InvalidInputException(
        "the tag policy cannot be used",
        List.of("%s: \"%s\": %s".formatted(argument, policy, why)));
  }
}
