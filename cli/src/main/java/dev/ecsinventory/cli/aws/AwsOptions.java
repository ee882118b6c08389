package dev.ecsinventory.cli.aws;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.config.InvalidInputException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that select the credentials of all calls to AWS. */
public final class AwsOptions {
  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,576}");

  /** The session's name in the CloudTrail of the role's account. */
  private static final String SESSION = "ecs-inventory";

  @Mixin private ProfileOption profile = new ProfileOption();

  @Option(
      names = "--role-arn",
      paramLabel = "ARN",
      description = "A role to assume; all calls are made with its credentials.")
  private String roleArn;

  @Option(
      names = "--external-id",
      paramLabel = "ID",
      description = "The external ID that the role requires.")
  private String externalId;

  /**
   * Clients with the selected credentials.
   *
   * @param clients those with the SDK's own credentials; the result closes them
   * @throws InvalidInputException when the options cannot be used
   */
  public AwsClients apply(AwsClients clients) {
    if (roleArn == null && externalId != null) {
      throw unusable("--external-id: it requires --role-arn");
    }
    if (roleArn != null && !ROLE_ARN.matcher(roleArn).matches()) {
      throw unusable(
          "--role-arn: \"%s\" is not the ARN of a role; accepted is arn:aws:iam::123456789012:role/NAME"
              .formatted(roleArn));
    }
    AwsClients selected = profile.apply(clients);
    return roleArn == null
        ? selected
        : selected.assuming(roleArn, Optional.ofNullable(externalId), SESSION);
  }

  private static InvalidInputException unusable(String problem) {
    return new InvalidInputException("options cannot be used", List.of(problem));
  }
}
