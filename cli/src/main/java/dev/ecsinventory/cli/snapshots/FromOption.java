package dev.ecsinventory.cli.snapshots;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Settings;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option {@code --from}. */
public final class FromOption {
  @Option(
      names = "--from",
      paramLabel = "DIR-or-S3-URI",
      description =
          "Location of the snapshots: a folder with the output of scan or demo, or a copy of the"
              + " bucket, or s3://BUCKET/PREFIX. Default: INVENTORY_BUCKET and INVENTORY_PREFIX.")
  private String from;

  /**
   * Rejects the option next to {@code other}.
   *
   * @throws InvalidInputException when it is given
   */
  public void rejectWith(String other) {
    if (from != null) {
      throw new InvalidInputException(
          "options cannot be used", List.of("--from: it cannot be used with " + other));
    }
  }

  /**
   * Opens the location.
   *
   * @param environment the environment variables
   * @throws InvalidInputException when none is given, or it contains no snapshot
   */
  public SnapshotLocation open(Map<String, String> environment, AwsClients clients) {
    String bucket = environment.get(Settings.BUCKET);
    if (from == null && bucket == null) {
      throw new InvalidInputException(
          "options cannot be used",
          List.of(
              "--from: it is missing, and %s is not set; give a directory or s3://BUCKET/PREFIX"
                  .formatted(Settings.BUCKET)));
    }
    String location =
        from == null
            ? "s3://%s/%s".formatted(bucket, environment.getOrDefault(Settings.PREFIX, ""))
            : from;
    return SnapshotLocation.open(location, clients);
  }
}
