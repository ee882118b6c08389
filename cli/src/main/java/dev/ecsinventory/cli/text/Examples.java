package dev.ecsinventory.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** Examples of command lines, at the end of each command's help. */
public final class Examples {
  private static final String PROGRAM = "./ecs-inventory ";

  /** Of 79 columns, without those of the indent and the backslash. */
  private static final int WIDTH = 73;

  private static final Map<String, List<String>> OF_COMMAND =
      Map.ofEntries(
          Map.entry("demo", List.of("demo", "demo --out /tmp/demo")),
          Map.entry("init", List.of("init", "init --from-deployed --region eu-central-1")),
          Map.entry("invoke", List.of("invoke --now", "invoke events/scheduled.json --backfill")),
          Map.entry(
              "scan",
              List.of(
                  "scan --out snapshot --profile audit --all-regions",
                  "scan --out snapshot --region eu-west-1 --policy policy.json",
                  "scan --out . --role-arn arn:aws:iam::111122223333:role/Audit")),
          Map.entry(
              "check",
              List.of(
                  "check --snapshot target/demo --policy policies/demo.json",
                  "check --snapshot s3://BUCKET/inventory --policy organizations",
                  "check --snapshot new --baseline old --policy policy.json",
                  "check --snapshot DIR --policy P --format sarif --out a.sarif",
                  "check --input template.yaml --policy P --fail-on missing-tag")),
          Map.entry(
              "guard",
              List.of(
                  "guard --policy policies/demo.json", "guard --policy policy.json --out guard")),
          Map.entry("index", List.of("index --from s3://BUCKET/inventory")),
          Map.entry(
              "list",
              List.of(
                  "list --from target/demo",
                  "list --from s3://BUCKET/inventory --since 2026-01-01 --limit 5")),
          Map.entry(
              "verify",
              List.of("verify --from target/demo", "verify --from s3://BUCKET --table NAME")),
          Map.entry(
              "withdraw", List.of("withdraw 20260115T060000Z --reason wrong --from s3://BUCKET")),
          Map.entry(
              "serve", List.of("serve --from target/demo --as-of 20260114T060000Z --port 8000")),
          Map.entry(
              "describe-task-sets",
              List.of(
                  "describe-task-sets --from target/demo --region us-east-1 --cluster shop-prod"
                      + " --service checkout")),
          Map.entry("diff", List.of("diff --from target/demo --before 20260114T060000Z")),
          Map.entry("history", List.of("history 3184950327716249501 --from target/demo")),
          Map.entry("doctor", List.of("doctor --profile audit --region eu-central-1")),
          Map.entry("policy", List.of("policy lint policies/demo.json")),
          Map.entry(
              "simulate", List.of("simulate --port 8000 --fleet simulator/samples/fleet.json")),
          Map.entry("schema", List.of("schema")));

  private Examples() {}

  /** The examples of a command, without the program's name; empty where it has none. */
  public static List<String> of(String command) {
    return OF_COMMAND.getOrDefault(command, List.of());
  }

  /** An example as the help has it, broken as a shell accepts it. */
  public static List<String> lines(String example) {
    List<String> lines =
        WrappedText.of(WIDTH, "  ", PROGRAM + example).lines().collect(Collectors.toList());
    for (int index = 0; index < lines.size(); index++) {
      String indent = index == 0 ? "" : "    ";
      String end = index < lines.size() - 1 ? " \\" : "";
      lines.set(index, indent + lines.get(index) + end);
    }
    return lines;
  }

  /** Adds the examples to the help of each command. */
  public static CommandLine addTo(CommandLine program) {
    program
        .getSubcommands()
        .forEach(
            (name, command) -> {
              List<String> footer =
                  new ArrayList<>(Arrays.asList(command.getCommandSpec().usageMessage().footer()));
              if (!of(name).isEmpty()) {
                footer.addAll(List.of("", "Examples:"));
                of(name).forEach(example -> footer.addAll(lines(example)));
                command.getCommandSpec().usageMessage().footer(footer.toArray(String[]::new));
              }
            });
    return program;
  }
}
