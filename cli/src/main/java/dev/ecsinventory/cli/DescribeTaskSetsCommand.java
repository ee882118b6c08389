package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.cli.aws.AwsOptions;
import dev.ecsinventory.cli.errors.ExitCode;
import dev.ecsinventory.cli.past.AsOfOption;
import dev.ecsinventory.cli.past.ecs.EcsError;
import dev.ecsinventory.cli.past.ecs.PastEcs;
import dev.ecsinventory.cli.snapshots.FromOption;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.VisibleText;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code describe-task-sets}: the response of {@code aws ecs describe-task-sets} in the past. */
@Command(
    name = "describe-task-sets",
    description =
        "Print what aws ecs describe-task-sets would have printed at a time, from a snapshot. Times"
            + " are seconds since 1970, as the API has them.",
    footer = {
      "",
      "Exit code 3 reports that the snapshot could not read something of it, 2 an error that ECS"
          + " would respond with."
    })
final class DescribeTaskSetsCommand implements Callable<Integer> {
  private static final String OPERATION = "DescribeTaskSets";

  @Mixin private FromOption from;
  @Mixin private AsOfOption asOf;
  @Mixin private AwsOptions aws;

  @Option(
      names = "--cluster",
      paramLabel = "CLUSTER",
      required = true,
      description = "Name or ARN of the cluster.")
  private String cluster;

  @Option(
      names = "--service",
      paramLabel = "SERVICE",
      required = true,
      description = "Name or ARN of the service.")
  private String service;

  @Option(
      names = "--task-sets",
      paramLabel = "TASK_SET",
      arity = "1..*",
      description = "IDs or ARNs of task sets. Default: all of the service.")
  private List<String> taskSets = List.of();

  @Option(
      names = "--include",
      paramLabel = "PART",
      arity = "1..*",
      description = "TAGS, or nothing.")
  private List<String> include = List.of();

  @Option(
      names = "--account",
      paramLabel = "ID",
      description = "The account. Default: the only account of the snapshot.")
  private String account;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "The Region of the service, and of a bucket. Default: AWS_REGION.")
  private String region;

  private final Surroundings surroundings;

  DescribeTaskSetsCommand(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  @Override
  public Integer call() {
    try (AwsClients clients = aws.apply(surroundings.clients(Optional.ofNullable(region)))) {
      PastEcs ecs =
          new PastEcs(
              asOf.find(from.open(surroundings.environment(), clients), surroundings.clock()));
      JsonNode response = respond(ecs, accountRegion(ecs));
      surroundings.out().println(response.toPrettyString());
      surroundings.out().flush();
      return (isComplete(response) ? ExitCode.COMPLETE : ExitCode.PARTIAL).value();
    } catch (EcsError error) {
      surroundings
          .err()
          .println(
              "ecs-inventory: an error occurred (%s) when calling %s: %s"
                  .formatted(
                      VisibleText.of(error.code()), OPERATION, VisibleText.of(error.getMessage())));
      return (error.isRecorded() ? ExitCode.PARTIAL : ExitCode.BAD_INPUT).value();
    }
  }

  private JsonNode respond(PastEcs ecs, AccountRegion accountRegion) {
    ObjectNode input = JsonNodeFactory.instance.objectNode();
    input.put("cluster", cluster).put("service", service);
    include.forEach(input.putArray("include")::add);
    List<String> wanted = taskSets.isEmpty() ? ecs.taskSets(accountRegion, input) : taskSets;
    if (wanted.isEmpty()) {
      ObjectNode none = JsonNodeFactory.instance.objectNode();
      none.putArray("taskSets");
      none.putArray("failures");
      return none;
    }
    wanted.forEach(input.putArray("taskSets")::add);
    return ecs.respond(OPERATION, accountRegion, input);
  }

  private AccountRegion accountRegion(PastEcs ecs) {
    String accountId =
        Optional.ofNullable(account)
            .or(ecs::onlyAccount)
            .orElseThrow(
                () -> missing("--account: the snapshot has several accounts: " + ecs.extent()));
    String name =
        Optional.ofNullable(region)
            .or(surroundings::region)
            .orElseThrow(
                () ->
                    missing(
                        "--region: it is missing, and AWS_REGION is not set; the snapshot has "
                            + ecs.extent()));
    return new AccountRegion(accountId, name);
  }

  private static InvalidInputException missing(String problem) {
    return new InvalidInputException("options cannot be used", List.of(problem));
  }

  /** What is missing did not exist then; any other failure is of something that was not read. */
  private static boolean isComplete(JsonNode response) {
    return response
        .path("failures")
        .valueStream()
        .allMatch(failure -> failure.path("reason").asText().equals("MISSING"));
  }
}
