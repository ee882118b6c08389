package dev.ecsinventory.cli.aws;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The option {@code --region} of commands that read a bucket. */
public final class RegionOption {
  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "The AWS Region of the bucket. Default: AWS_REGION.")
  private String region;

  public Optional<String> name() {
    return Optional.ofNullable(region);
  }
}
