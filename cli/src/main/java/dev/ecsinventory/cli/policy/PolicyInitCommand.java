package dev.ecsinventory.cli.policy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.config.FileProblem;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Problems;
import dev.ecsinventory.policy.document.TagPolicyParser;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code policy init}: creates a tag policy to start with. */
@Command(
    name = "init",
    description =
        "Create a tag policy that requires tags of every task set. It is a policy file, to which"
            + " scopes, waivers and a grace period can be added (docs/policy.md).",
    footer = {
      "",
      "Example: ./ecs-inventory policy init --require Owner --require Env=prod,staging --out"
          + " policies/tags.json"
    })
final class PolicyInitCommand implements Callable<Integer> {
  private static final JsonMapper MAPPER = new JsonMapper();

  @Option(
      names = "--require",
      paramLabel = "KEY[=VALUE,VALUE…]",
      description =
          "A tag that every task set must have, and the accepted values, each with at most one *."
              + " Can be repeated. Default: Owner, and Environment=prod,staging,dev.")
  private List<String> required = List.of("Owner", "Environment=prod,staging,dev");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "A new file to write. Default: standard output.")
  private Path file;

  private final PrintStream out;

  PolicyInitCommand(PrintStream out) {
    this.out = requireNonNull(out, "out is null");
  }

  @Override
  public Integer call() {
    String policy = policy();
    // The parser knows the limits of AWS, and names every problem.
    new TagPolicyParser(
            reference -> {
              throw new IllegalStateException("a new policy refers to " + reference);
            })
        .parse("--require", policy);
    if (file == null) {
      out.print(policy);
      out.flush();
    } else {
      write(policy);
    }
    return 0;
  }

  private String policy() {
    ObjectNode document = MAPPER.createObjectNode();
    ObjectNode tags =
        document
            .putArray("rules")
            .addObject()
            .put("description", "The tags of every task set.")
            .putArray("tag_policies")
            .addObject()
            .putObject("tags");
    Problems problems = new Problems();
    required.forEach(tag -> add(tag, tags, problems));
    problems.rejectIfAny("options cannot be used");
    document.putArray("waivers");
    document.put("grace_period_minutes", 0);
    return document.toPrettyString() + System.lineSeparator();
  }

  private static void add(String tag, ObjectNode tags, Problems problems) {
    int equals = tag.indexOf('=');
    String key = (equals < 0 ? tag : tag.substring(0, equals)).strip();
    String policyKey = key.toLowerCase(Locale.ROOT);
    if (key.isEmpty()) {
      problems.add("--require: \"%s\" is not KEY or KEY=VALUE,VALUE…".formatted(tag));
    }
    if (tags.has(policyKey)) {
      problems.add(
          "--require: \"%s\" is required twice, as \"%s\" too; accepted is one of them"
              .formatted(key, tags.path(policyKey).path("tag_key").asText()));
    }
    ObjectNode rule = tags.putObject(policyKey).put("tag_key", key);
    if (equals >= 0) {
      ArrayNode values = rule.putArray("tag_value");
      for (String value : tag.substring(equals + 1).split(",", -1)) {
        if (value.isBlank()) {
          problems.add("--require: \"%s\" has an empty value".formatted(tag));
        }
        values.add(value.strip());
      }
    }
    rule.putArray("report_required_tag_for").add("ecs:task-set");
  }

  private void write(String policy) {
    try {
      Files.writeString(file, policy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      out.printf("%s%n", file);
      out.flush();
    } catch (FileAlreadyExistsException exists) {
      throw unusable("exists; accepted is a new file");
    } catch (IOException failure) {
      throw unusable("cannot be written: " + FileProblem.of(failure));
    }
  }

  private InvalidInputException unusable(String problem) {
    return new InvalidInputException(
        "the policy cannot be written", List.of("--out: \"%s\" %s".formatted(file, problem)));
  }
}
