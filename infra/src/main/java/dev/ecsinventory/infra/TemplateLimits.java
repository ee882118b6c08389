package dev.ecsinventory.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.config.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * AWS's limits on the size of what a template has, which CloudFormation would report in the middle
 * of a deployment.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Lambda
 *     environment variables</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM
 *     quotas</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html">
 *     CloudFormation quotas</a>
 */
final class TemplateLimits {
  static final int ENVIRONMENT_BYTES = 4096;

  /** All inline policies of a role together. IAM does not count white space. */
  static final int ROLE_CHARACTERS = 10_240;

  static final int MANAGED_POLICY_CHARACTERS = 6_144;
  static final int TEMPLATE_BYTES = 1_000_000;

  /** Of Lambda's 256 KB for an event, without the other properties and escapes. */
  static final int EVENT_BYTES = 200_000;

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** The longest values of AWS's own parameters. */
  private static final Map<String, Integer> LENGTHS =
      Map.of(
          "AWS::Partition", "aws-us-gov".length(),
          "AWS::Region", "ap-southeast-1".length(),
          "AWS::AccountId", 12,
          "AWS::URLSuffix", "amazonaws.com.cn".length());

  /** A reference to anything else: the ARN of a table with a generated name is the longest. */
  private static final int REFERENCE = 120;

  private final Problems problems = new Problems();

  private TemplateLimits() {}

  /**
   * Checks the templates of an assembly.
   *
   * @throws dev.ecsinventory.config.InvalidInputException naming each limit that is exceeded
   */
  static void check(Iterable<Path> templates) {
    TemplateLimits limits = new TemplateLimits();
    templates.forEach(limits::checkTemplate);
    limits.problems.rejectIfAny("the deployment exceeds limits of AWS");
  }

  private void checkTemplate(Path file) {
    JsonNode template;
    try {
      require("the template " + file.getFileName(), Files.size(file), TEMPLATE_BYTES, "bytes");
      template = MAPPER.readTree(file.toFile());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    template
        .path("Resources")
        .properties()
        .forEach(resource -> checkResource(resource.getKey(), resource.getValue()));
  }

  private void checkResource(String name, JsonNode resource) {
    JsonNode properties = resource.path("Properties");
    switch (resource.path("Type").asText()) {
      case "AWS::Lambda::Function" ->
          require(
              "the environment of the function " + name,
              environment(properties.at("/Environment/Variables")),
              ENVIRONMENT_BYTES,
              "bytes");
      case "AWS::IAM::Role" -> {
        long characters = 0;
        for (JsonNode policy : properties.path("Policies")) {
          characters += length(policy.path("PolicyDocument"));
        }
        require("the policies of the role " + name, characters, ROLE_CHARACTERS, "characters");
      }
      case "AWS::IAM::ManagedPolicy" ->
          require(
              "the managed policy " + name,
              length(properties.path("PolicyDocument")),
              MANAGED_POLICY_CHARACTERS,
              "characters");
      case "Custom::DayIndexes" ->
          require(
              "the tag policy",
              length(properties.path("policy")),
              EVENT_BYTES,
              "bytes",
              "use a shorter tagPolicy");
      default -> {}
    }
  }

  private void require(String what, long size, int limit, String unit) {
    require(
        what, size, limit, unit, "discover the accounts (accounts: organization), or read fewer");
  }

  private void require(String what, long size, int limit, String unit, String remedy) {
    if (size > limit) {
      problems.add(
          "%s has up to %d %s, AWS's limit is %d; %s".formatted(what, size, unit, limit, remedy));
    }
  }

  private static long environment(JsonNode variables) {
    return variables.properties().stream()
        .mapToLong(variable -> variable.getKey().length() + length(variable.getValue()))
        .sum();
  }

  /** The length of a value as JSON without white space, with the longest values of references. */
  private static long length(JsonNode node) {
    if (node.has("Fn::Join")) {
      long length = 0;
      for (JsonNode part : node.at("/Fn::Join/1")) {
        length += length(part) + node.at("/Fn::Join/0").asText().length();
      }
      return length;
    }
    if (node.has("Ref")) {
      return LENGTHS.getOrDefault(node.path("Ref").asText(), REFERENCE);
    }
    if (node.has("Fn::GetAtt") || node.has("Fn::ImportValue") || node.has("Fn::Sub")) {
      return REFERENCE;
    }
    if (node.isObject()) {
      return 2
          + node.properties().stream()
              .mapToLong(member -> member.getKey().length() + 4 + length(member.getValue()))
              .sum();
    }
    if (node.isArray()) {
      long length = 2;
      for (JsonNode item : node) {
        length += length(item) + 3;
      }
      return length;
    }
    return node.asText().getBytes(StandardCharsets.UTF_8).length;
  }
}
