package dev.ecsinventory.cli.setup;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.cli.aws.AwsOptions;
import dev.ecsinventory.cli.aws.RegionOption;
import dev.ecsinventory.cli.errors.ExitCode;
import dev.ecsinventory.config.FileProblem;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.settings.SettingKey;
import dev.ecsinventory.settings.SettingsFile;
import dev.ecsinventory.settings.SettingsTemplate;
import dev.ecsinventory.settings.deployed.DeployedSettings;
import dev.ecsinventory.settings.deployed.DeployedStacks;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code init}: creates the settings file. */
@Command(
    name = "init",
    description =
        "Create the settings file of the CDK app, scan and invoke, with a comment for every key,"
            + " and print its path. An existing file is not overwritten.",
    footer = {
      "",
      "--from-deployed only reads: the credentials need cloudformation:DescribeStacks and"
          + " cloudformation:GetTemplate. Exit code 3 reports settings that could not be restored."
    })
public final class InitCommand implements Callable<Integer> {
  private static final Path SCHEMA = Path.of("docs", "schemas", "inventory.schema.json");

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      defaultValue = SettingsFile.NAME,
      description = "The file to create. Default: ${DEFAULT-VALUE}.")
  private Path file;

  @Option(
      names = "--from-deployed",
      description = "Restore the settings of the deployed stack " + DeployedStacks.EXPORTER + ".")
  private boolean fromDeployed;

  @Mixin private AwsOptions aws = new AwsOptions();
  @Mixin private RegionOption region = new RegionOption();

  private final Map<String, String> environment;
  private final Supplier<Optional<String>> defaultRegion;
  private final PrintStream out;
  private final PrintStream err;
  private final Path home;

  /**
   * @param defaultRegion the Region of the environment or the profile, after the options are parsed
   * @param home folder of the project, which has the JSON Schema
   */
  public InitCommand(
      Map<String, String> environment,
      Supplier<Optional<String>> defaultRegion,
      PrintStream out,
      PrintStream err,
      Path home) {
    this.environment = Map.copyOf(environment);
    this.defaultRegion = requireNonNull(defaultRegion, "defaultRegion is null");
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
    this.home = requireNonNull(home, "home is null");
  }

  @Override
  public Integer call() {
    if (Files.exists(file)) {
      throw exists();
    }
    if (!fromDeployed) {
      write(Map.of());
      return ExitCode.COMPLETE.value();
    }
    DeployedSettings deployed = deployed();
    write(deployed.given());
    List<String> problems = new ArrayList<>(deployed.problems());
    missingPolicy(deployed).ifPresent(problems::add);
    problems.forEach(problem -> err.println("ecs-inventory: not restored: " + problem));
    return (problems.isEmpty() ? ExitCode.COMPLETE : ExitCode.PARTIAL).value();
  }

  private DeployedSettings deployed() {
    String name =
        region
            .name()
            .or(defaultRegion)
            .filter(candidate -> !candidate.isBlank())
            .orElseThrow(
                () ->
                    unusable(
                        "--region: is not set and neither is AWS_REGION; accepted is the"
                            + " Region of the deployed stack"));
    AwsClients own = new AwsClients(name, Settings.DEFAULT_READS_PER_SECOND, Backoff.DEFAULT);
    try (AwsClients clients = aws.apply(own);
        DeployedStacks stacks = DeployedStacks.in(name, environment, clients.credentials())) {
      return stacks
          .settings()
          .orElseThrow(
              () ->
                  unusable(
                      "--from-deployed: there is no stack %s in %s of account %s"
                          .formatted(DeployedStacks.EXPORTER, name, stacks.account())));
    }
  }

  /** A policy that the settings name and that is not here: without it, no deployment succeeds. */
  private Optional<String> missingPolicy(DeployedSettings deployed) {
    Object policy = deployed.given().get(SettingKey.TAG_POLICY.key());
    if (policy == null || deployed.tagPolicy().isEmpty()) {
      return Optional.empty();
    }
    Path path = file.toAbsolutePath().resolveSibling(policy.toString());
    return Files.exists(path)
        ? Optional.empty()
        : Optional.of(
            "%s: %s does not exist; copy the deployed one: aws s3 cp %s %s"
                .formatted(SettingKey.TAG_POLICY.key(), path, deployed.tagPolicy().get(), path));
  }

  private void write(Map<String, Object> given) {
    try {
      Files.writeString(
          file, SettingsTemplate.text(given, schema()), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException created) {
      throw exists();
    } catch (IOException failure) {
      throw unusable(
          "--settings: \"%s\" cannot be created: %s".formatted(file, FileProblem.of(failure)));
    }
    out.println(file);
  }

  /** The schema's location, relative to the file's if both are on one drive. */
  private String schema() {
    Path schema = home.resolve(SCHEMA).toAbsolutePath().normalize();
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (!folder.getRoot().equals(schema.getRoot())) {
      return schema.toUri().toString();
    }
    return folder.relativize(schema).toString().replace('\\', '/');
  }

  private InvalidInputException exists() {
    return unusable(
        "--settings: \"%s\" exists, and init does not overwrite it; rename it, or name another file"
            .formatted(file));
  }

  private static InvalidInputException unusable(String problem) {
    return new InvalidInputException("options cannot be used", List.of(problem));
  }
}
