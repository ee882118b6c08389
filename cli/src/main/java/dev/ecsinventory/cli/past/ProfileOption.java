package dev.ecsinventory.cli.past;

import picocli.CommandLine.Option;

/** The option {@code --profile}, as the AWS command line has it. */
public final class ProfileOption {
  private static final String PROPERTY = "aws.profile";

  /** The SDK has no other setting that all clients of a process share. */
  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "A profile of the AWS configuration files. Default: AWS_PROFILE.")
  private void setProfile(String name) {
    System.setProperty(PROPERTY, name);
  }
}
