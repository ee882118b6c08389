package dev.ecsinventory.cli.input;

import dev.ecsinventory.config.Problems;
import dev.ecsinventory.config.Regions;
import dev.ecsinventory.policy.document.TagPolicy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code check} for what a deployment would create. */
public final class InputOptions {
  @Option(
      names = "--input",
      paramLabel = "FILE",
      required = true,
      description =
          "What would create task sets: a CreateTaskSet request (JSON or YAML, as aws ecs"
              + " create-task-set --generate-cli-skeleton prints it), a CloudFormation template"
              + " (JSON or YAML), or a Terraform plan (terraform show -json PLANFILE).")
  private Path file;

  @Option(
      names = "--account",
      paramLabel = "ID",
      description = "The account of the deployment, where the file does not tell it.")
  private String account;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "The Region of the deployment, where the file does not tell it.")
  private String region;

  @Option(
      names = "--parameter",
      paramLabel = "NAME=VALUE",
      description =
          "The value of a parameter of the template. Defaults do not count: the deployment can give"
              + " other values. Can be repeated.")
  private List<String> parameters = List.of();

  public Path file() {
    return file;
  }

  /** The evaluation of the file's task sets, with the waivers that apply at {@code time}. */
  public InputEvaluation evaluated(TagPolicy policy, Instant time) {
    Problems problems = new Problems();
    if (account != null && !account.matches("[0-9]{12}")) {
      problems.add("--account: \"" + account + "\" is no account ID; accepted are 12 digits");
    }
    Optional.ofNullable(region)
        .flatMap(Regions::problem)
        .ifPresent(what -> problems.add("--region: \"%s\" %s".formatted(region, what)));
    Map<String, String> values = values(problems);
    problems.rejectIfAny("the input cannot be checked");
    DeploymentFacts deployment =
        new DeploymentFacts(Optional.ofNullable(account), Optional.ofNullable(region), values);
    return InputEvaluation.of(file, deployment, policy, time);
  }

  private Map<String, String> values(Problems problems) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String parameter : parameters) {
      String[] parts = parameter.split("=", 2);
      if (parts.length < 2 || parts[0].isBlank()) {
        problems.add("--parameter: \"%s\" is not NAME=VALUE".formatted(parameter));
      } else if (values.putIfAbsent(parts[0], parts[1]) != null) {
        problems.add("--parameter: \"%s\" has two values; accepted is one".formatted(parts[0]));
      }
    }
    return values;
  }
}
