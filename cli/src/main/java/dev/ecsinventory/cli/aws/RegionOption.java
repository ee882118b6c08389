package dev.ecsinventory.cli.aws;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The option {@code --region} of commands that read one Region. */
public final class RegionOption {
  @Option(
      names = "--region",
      paramLabel = "REGION",
      description =
          "The AWS Region of the bucket or the deployment. Default: AWS_REGION, or the Region of"
              + " the profile.")
  private String region;

  public Optional<String> name() {
    return Optional.ofNullable(region);
  }
}
