package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.failure.Failures;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.cli.check.CheckFormat;
import dev.ecsinventory.cli.check.CheckResult;
import dev.ecsinventory.cli.check.CommittedSnapshot;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.evaluate.EffectivePolicyException;
import dev.ecsinventory.evaluate.PolicySource;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.schema.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;

/** {@code check}: evaluates a snapshot against a tag policy. */
@Command(
    name = "check",
    description =
        "Evaluate a committed snapshot against any tag policy, such as the one of today against"
            + " the snapshot of last quarter.",
    footer = {
      "",
      "Waivers and grace periods are those that applied at the snapshot's time. If nothing is"
          + " violated but some tags, or a part of the requested scope, could not be read, the exit"
          + " code is 3. It is also 3 if no rule that requires a tag applied to any task set:"
          + " the policy then proves nothing about the fleet."
    })
final class CheckCommand implements Callable<Integer> {
  /** What {@code TAG_POLICY} accepts; anything else is a file. */
  private static final Pattern PLACE =
      Pattern.compile("(classpath:|file:|s3://).*|" + PolicySource.ORGANIZATIONS);

  @Option(
      names = "--snapshot",
      paramLabel = "DIR-or-URI",
      required = true,
      description =
          "Location of the snapshot: a folder with the output of scan or demo, or a copy of the"
              + " bucket, or s3://BUCKET/PREFIX, whose newest snapshot is evaluated; or the path or"
              + " URI of a snapshot's manifest.")
  private String snapshot;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      required = true,
      description = "The tag policy: a file, or any location that TAG_POLICY accepts.")
  private String policy;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TABLE",
      description = "table, csv, json or sarif. Default: table.")
  private CheckFormat format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "File to write to. Default: standard output.")
  private Path out;

  private final Surroundings surroundings;

  CheckCommand(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  @Override
  public Integer call() {
    CheckResult result;
    try (AwsClients clients =
        new AwsClients(region(), Settings.DEFAULT_READS_PER_SECOND, Backoff.DEFAULT)) {
      TagPolicy parsed = policy(clients);
      result = CheckResult.of(CommittedSnapshot.read(snapshot, clients), parsed);
    }
    write(format.text(result));
    if (out != null || format != CheckFormat.TABLE) {
      result.notices().forEach(surroundings.err()::println);
    }
    return exitCode(result).value();
  }

  /** Only a snapshot or policy in S3 needs a Region. */
  private String region() {
    Map<String, String> environment = surroundings.environment();
    return environment.getOrDefault(
        "AWS_REGION", environment.getOrDefault("AWS_DEFAULT_REGION", Region.US_EAST_1.id()));
  }

  private TagPolicy policy(AwsClients clients) {
    String uri = PLACE.matcher(policy).matches() ? policy : "file:" + policy;
    PolicySource source = PolicySource.read(uri, clients);
    try {
      String account =
          source.differsByAccount() ? clients.sts().getCallerIdentity().account() : "any";
      return source
          .policy(account, () -> clients.organizations(Optional.empty()))
          .orElseThrow(() -> unusable("account " + account + " has no effective tag policy"));
    } catch (EffectivePolicyException unreadable) {
      throw unusable("%s (%s)".formatted(unreadable.getMessage(), unreadable.code()));
    } catch (SdkException failure) {
      throw unusable("%s (%s)".formatted(Failures.message(failure), Failures.code(failure)));
    }
  }

  private InvalidInputException unusable(String why) {
    return new InvalidInputException(
        "the tag policy cannot be used", List.of("--policy: \"%s\": %s".formatted(policy, why)));
  }

  private void write(String text) {
    if (out == null) {
      surroundings.out().print(text);
      surroundings.out().flush();
      return;
    }
    try {
      Files.writeString(out, text);
    } catch (IOException failure) {
      throw new InvalidInputException(
          "the result cannot be written",
          List.of("--out: \"%s\" cannot be written: %s".formatted(out, failure)));
    }
  }

  private static ExitCode exitCode(CheckResult result) {
    if (result.count(ComplianceStatus.NON_COMPLIANT) > 0) {
      return ExitCode.NON_COMPLIANT;
    }
    boolean whole = SnapshotStatus.COMPLETE.name().equals(result.snapshot().get(Snapshots.STATUS));
    return whole && result.count(ComplianceStatus.UNKNOWN) == 0 && !result.isVacuous()
        ? ExitCode.COMPLETE
        : ExitCode.PARTIAL;
  }
}
