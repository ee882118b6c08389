package dev.ecsinventory.cli.doctor;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.cli.aws.AwsOptions;
import dev.ecsinventory.cli.aws.RegionOption;
import dev.ecsinventory.cli.doctor.check.CheckFindings;
import dev.ecsinventory.cli.doctor.deployed.AccountClients;
import dev.ecsinventory.cli.doctor.deployed.AwsReading;
import dev.ecsinventory.cli.doctor.deployed.DeployedInventory;
import dev.ecsinventory.cli.doctor.deployed.DeployedStack;
import dev.ecsinventory.cli.errors.ExitCode;
import dev.ecsinventory.cli.snapshots.OutputFormat;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Settings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.regions.Region;

/** {@code doctor}: checks a deployment. */
@Command(
    name = "doctor",
    description =
        "Check a deployed inventory, with calls that only read, and report problems with their"
            + " remedies.",
    footer = {
      "",
      "Exit code 5 reports problems; 3 reports that no problem was found but a part could not be"
          + " checked, for example because the credentials may not read it."
    })
public final class DoctorCommand implements Callable<Integer> {
  @Option(
      names = "--stack",
      paramLabel = "NAME",
      defaultValue = "EcsInventoryExporter",
      description = "The stack with the function. Default: EcsInventoryExporter.")
  private String stack;

  @Option(
      names = "--storage-stack",
      paramLabel = "NAME",
      defaultValue = "EcsInventoryStorage",
      description = "The stack with bucket and table. Default: EcsInventoryStorage.")
  private String storageStack;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TABLE",
      description = "table or json. Default: table.")
  private OutputFormat format;

  @Mixin private AwsOptions aws = new AwsOptions();
  @Mixin private RegionOption region = new RegionOption();

  private final PrintStream out;
  private final Supplier<Optional<String>> defaultRegion;
  private final Path home;
  private final Clock clock;

  /**
   * @param defaultRegion the Region of the environment or the profile, after the options are parsed
   * @param home folder of the project
   */
  public DoctorCommand(
      PrintStream out, Supplier<Optional<String>> defaultRegion, Path home, Clock clock) {
    this.out = requireNonNull(out, "out is null");
    this.defaultRegion = requireNonNull(defaultRegion, "defaultRegion is null");
    this.home = requireNonNull(home, "home is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public Integer call() {
    String name = region.name().or(defaultRegion).orElse(Region.US_EAST_1.id());
    AwsClients own = new AwsClients(name, Settings.DEFAULT_READS_PER_SECOND, Backoff.DEFAULT);
    try (AccountClients clients = new AccountClients(name, aws.apply(own))) {
      DoctorReport report = report(clients);
      out.print(
          switch (format) {
            case TABLE -> DoctorText.of(report);
            case JSON -> DoctorJson.of(report);
          });
      out.flush();
      return exitCode(report).value();
    }
  }

  /** The first call needs no permission: if it fails, nothing can be checked. */
  private DoctorReport report(AccountClients clients) {
    String account = clients.sts(clients.region()).getCallerIdentity().account();
    DeployedInventory inventory =
        new DeployedInventory(clients, stack, storageStack, clock.instant());
    if (inventory.exporter() instanceof AwsReading.Absent<DeployedStack>) {
      throw new InvalidInputException(
          "there is no deployment",
          List.of(
              "--stack: account %s has no stack %s in %s; --region and --profile select another"
                      .formatted(account, stack, clients.region())
                  + " Region and account"));
    }
    return new DoctorReport(
        account + "/" + clients.region(),
        stack,
        Checks.all(home).stream().map(check -> CheckFindings.of(check, inventory)).toList());
  }

  private static ExitCode exitCode(DoctorReport report) {
    if (report.hasProblems()) {
      return ExitCode.FINDINGS;
    }
    return report.incomplete() == 0 ? ExitCode.COMPLETE : ExitCode.PARTIAL;
  }
}
