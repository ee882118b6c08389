package dev.ecsinventory.cli.aws;

import dev.ecsinventory.aws.AwsClients;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;

/** The option {@code --profile}, as the AWS command line has it. */
public final class ProfileOption {
  private static final String PROPERTY = "aws.profile";

  private String profile;

  /** The SDK reads further settings of the profile, such as endpoints, by this property only. */
  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description =
          "A profile of the AWS configuration files. It has precedence over credentials in"
              + " environment variables. Default: AWS_PROFILE.")
  private void setProfile(String name) {
    profile = name;
    System.setProperty(PROPERTY, name);
  }

  /** Clients with the profile's credentials, if one is given; otherwise {@code clients}. */
  AwsClients apply(AwsClients clients) {
    return profile == null ? clients : clients.with(ProfileCredentialsProvider.create(profile));
  }
}
