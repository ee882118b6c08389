package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code check --input}: requests, templates and plans, before anything is created. */
class CheckInputTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  private static final String POLICY =
      """
      {"tags": {
        "env": {"tag_key": "Env", "tag_value": ["prod", "staging"],
                "report_required_tag_for": ["ecs:task-set"]},
        "team": {"tag_key": "Team"}}}
      """;

  private static final String SCOPED =
      """
      {"rules": [{"scope": {"clusters": ["prod-*"], "accounts": ["111122223333"]},
                  "required_tags": {"tag1Key": "Env"}}]}
      """;

  @TempDir Path directory;

  private CommandLineRun check(String input, String policy, String... options) {
    try {
      Path inputFile = Files.writeString(directory.resolve("input"), input);
      Path policyFile = Files.writeString(directory.resolve("policy.json"), policy);
      List<String> arguments =
          new ArrayList<>(
              List.of("check", "--input", inputFile.toString(), "--policy", policyFile.toString()));
      arguments.addAll(List.of(options));
      return CommandLineRun.at(NOW, Map.of(), arguments.toArray(String[]::new));
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** The result of each task set: {@code NAME STATUS violations / rules that are not known}. */
  private List<String> results(String input, String policy, String... options) throws IOException {
    List<String> withFormat = new ArrayList<>(List.of(options));
    withFormat.addAll(List.of("--format", "json"));
    CommandLineRun run = check(input, policy, withFormat.toArray(String[]::new));
    JsonNode results = MAPPER.readTree(run.out()).get("results");
    return StreamSupport.stream(results.spliterator(), false)
        .map(
            result ->
                "%s %s %s / %s"
                    .formatted(
                        result.get("task_set").textValue(),
                        result.get("compliance_status").textValue(),
                        pairs(result.get("violations")),
                        pairs(result.get("not_known"))))
        .toList();
  }

  private static List<String> pairs(JsonNode findings) {
    return StreamSupport.stream(findings.spliterator(), false)
        .map(one -> one.get("violation").textValue() + " " + one.get("rule").textValue())
        .toList();
  }

  /** Without the line breaks of a terminal. */
  private static String flat(CommandLineRun run) {
    return run.out().replaceAll("\\s+", " ");
  }

  private static String request(String tags) {
    return """
    {"service": "checkout", "cluster": "prod-shop", "taskDefinition": "checkout:7",
     "launchType": "FARGATE", "tags": %s}
    """
        .formatted(tags);
  }

  private static String template(String tags) {
    return """
    Resources:
      Cluster:
        Type: AWS::ECS::Cluster
      Blue:
        Type: AWS::ECS::TaskSet
        Properties:
          Cluster: !Ref Cluster
          Service: !GetAtt Service.Name
          TaskDefinition: !Ref Definition
          Tags: %s
    Parameters:
      Env:
        Type: String
        Default: prod
    """
        .formatted(tags);
  }

  private static String plan(String after, String unknown) {
    return """
    {"format_version": "1.2", "terraform_version": "1.9.0",
     "planned_values": {"root_module": {"child_modules": [{"resources": [
       {"address": "module.a.aws_ecs_task_set.blue[0]", "mode": "managed",
        "type": "aws_ecs_task_set", "values": {}}]}]}},
     "resource_changes": [
       {"address": "aws_s3_bucket.b", "mode": "managed", "type": "aws_s3_bucket",
        "change": {"actions": ["create"], "after": {}, "after_unknown": {}}},
       {"address": "module.a.aws_ecs_task_set.blue[0]", "mode": "managed",
        "type": "aws_ecs_task_set",
        "change": {"actions": ["delete", "create"],
          "after": %s, "after_unknown": %s, "after_sensitive": {"tags_all": {"Team": true}}}}]}
    """
        .formatted(after, unknown);
  }

  @Test
  void aRequestThatCompliesPasses() {
    CommandLineRun run = check(request("[{\"key\": \"Env\", \"value\": \"prod\"}]"), POLICY);

    assertEquals(0, run.exitCode(), run.out() + run.err());
    assertTrue(run.out().startsWith("CreateTaskSet request "), run.out());
    assertTrue(
        flat(run)
            .contains(
                "1 task set: 1 compliant, 0 not compliant, 0 unknown, 0 not evaluated"
                    + " 0 violations"),
        run.out());
  }

  @Test
  void aRequestThatBreaksRulesShowsThemWithTheirLine() {
    CommandLineRun run =
        check(
            "\n" + request("[{\"key\": \"Env\", \"value\": \"prd\"}, {\"key\": \"team\"}]"),
            POLICY);

    assertEquals(4, run.exitCode(), run.err());
    String input = directory.resolve("input").toString();
    assertTrue(
        run.out()
            .endsWith(
                """

                %s:2: CreateTaskSet
                    VALUE_NOT_ALLOWED  Env=prd
                                       expected: one of "prod", "staging" (did you mean prod?)
                    WRONG_KEY_CASE     team=
                                       expected: the key spelled "Team"
                """
                    .formatted(input)),
        run.out());
    run.out()
        .lines()
        .filter(line -> !line.contains(input))
        .forEach(line -> assertTrue(line.length() < 80, line));
  }

  @Test
  void readsTheSkeletonInYaml() throws IOException {
    String yaml =
        """
        service: 'checkout'  # [REQUIRED] The short name or full ARN.
        cluster: 'prod-shop'
        externalId: ''
        taskDefinition: 'checkout:7'
        scale:
          value: 50.0
          unit: PERCENT
        tags:
        - key: 'Env'
          value: 'prod'
        """;

    assertEquals(List.of("CreateTaskSet COMPLIANT [] / []"), results(yaml, POLICY));
    assertEquals(
        List.of("CreateTaskSet NON_COMPLIANT [MISSING_TAG Env] / []"),
        results(yaml.substring(0, yaml.indexOf("tags:")), POLICY));
  }

  @Test
  void aScopeThatTheRequestDoesNotDecideIsNeverAPass() throws IOException {
    String untagged = request("[]");

    assertEquals(
        List.of("CreateTaskSet UNKNOWN [] / [MISSING_TAG Env]"), results(untagged, SCOPED));
    assertEquals(3, check(untagged, SCOPED).exitCode());
    assertEquals(
        List.of("CreateTaskSet NON_COMPLIANT [MISSING_TAG Env] / []"),
        results(untagged, SCOPED, "--account", "111122223333"));
    assertEquals(
        List.of("CreateTaskSet NOT_EVALUATED [] / []"),
        results(untagged, SCOPED, "--account", "444455556666"));
    assertEquals(
        3, check(untagged, SCOPED, "--account", "444455556666").exitCode(), "nothing was required");
    String arn = "arn:aws:ecs:eu-west-1:111122223333:cluster/prod-shop";
    assertEquals(4, check(untagged.replace("prod-shop", arn), SCOPED).exitCode());
  }

  @Test
  void templatesInYamlAndJson() throws IOException {
    String yaml = template("[{Key: Env, Value: prod}, {Key: Team, Value: 17}]");
    String json =
        """
        {"Resources": {"Blue": {"Type": "AWS::ECS::TaskSet", "Properties": {
           "Cluster": {"Ref": "C"}, "Service": {"Fn::GetAtt": ["S", "Name"]},
           "Tags": [{"Key": "Env", "Value": "prod"}]}}}}
        """;

    assertEquals(List.of("Blue COMPLIANT [] / []"), results(yaml, POLICY));
    assertEquals(List.of("Blue COMPLIANT [] / []"), results(json, POLICY));
    assertEquals(
        List.of("Blue NON_COMPLIANT [VALUE_NOT_ALLOWED Env] / []"),
        results(json.replace("prod", "dev"), POLICY));
    assertEquals(
        List.of("Blue NON_COMPLIANT [MISSING_TAG Env] / []"),
        results(json.replace("Tags", "X"), POLICY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{Key: Env, Value: '{{resolve:ssm:/app/env}}'}]",
        "[{Key: '{{resolve:ssm:/app/key}}', Value: prod}]",
        "[{Key: Env, Value: !Sub '{{resolve:ssm:/${AWS::Region}/env}}'}]",
        "[{Key: Env, Value: !Join ['', ['{{resolve:', 'ssm:/app/env}}']]}]"
      })
  void aDynamicReferenceIsNotKnown(String tags) throws IOException {
    CommandLineRun run = check(template(tags), POLICY, "--region", "us-east-1");
    assertEquals(3, run.exitCode(), run.out());
    assertTrue(flat(run).contains("is not known before the deployment"), run.out());
  }

  /** The value of such a parameter is the name of a stored one. */
  @ParameterizedTest
  @ValueSource(strings = {"prod", "/app/env"})
  void aStoredParameterIsNotKnown(String value) throws IOException {
    String text =
        template("[{Key: Env, Value: !Ref Env}]")
            .replace("Type: String", "Type: AWS::SSM::Parameter::Value<String>");
    CommandLineRun run = check(text, POLICY, "--parameter", "Env=" + value);
    assertEquals(3, run.exitCode(), run.out());
    assertTrue(flat(run).contains("is not known before the deployment"), run.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{Key: Env, Value: !Ref Env}]",
        "[{Key: Env, Value: !Sub '${Env}'}]",
        "[{Key: Env, Value: !Sub ['${e}', {e: !Ref Env}]}]",
        "[{Key: Env, Value: !Join ['', [!Ref Env]]}]",
        "[{Key: Env, Value: {'Fn::Sub': '${Env}'}}]",
        "[{Key: !Sub '${Env}', Value: prod}]"
      })
  void aValueOfAParameterIsNotKnownUnlessItIsGiven(String tags) throws IOException {
    String text = template(tags);

    CommandLineRun run = check(text, POLICY);
    assertEquals(3, run.exitCode(), run.out());
    assertTrue(flat(run).contains("is not known before the deployment"), run.out());
    if (!tags.contains("Key: !Sub")) {
      assertEquals(
          List.of("Blue COMPLIANT [] / []"), results(text, POLICY, "--parameter", "Env=prod"));
      assertEquals(4, check(text, POLICY, "--parameter", "Env=x").exitCode());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[!If [C, {Key: Env, Value: prod}, !Ref AWS::NoValue]]",
        "[!If [C, {Key: Env, Value: prod}, {Key: Env, Value: staging}]]",
        "!If [C, [{Key: Env, Value: prod}], []]",
        "!FindInMap [Tags, !Ref Env, All]",
        "[{Key: Env, Value: !ImportValue shared-env}]",
        "[{'Fn::Transform': {Name: 'AWS::Include'}}]"
      })
  void tagsThatAreNotKnownAreNeverAPass(String tags) {
    CommandLineRun run = check(template(tags), POLICY);

    assertEquals(3, run.exitCode(), run.out() + run.err());
    assertTrue(flat(run).contains("0 compliant, 0 not compliant, 1 unknown"), run.out());
  }

  @Test
  void whatIsWrongAnywayIsFoundBesidesWhatIsNotKnown() throws IOException {
    assertEquals(
        List.of("Blue NON_COMPLIANT [WRONG_KEY_CASE Team] / [VALUE_NOT_ALLOWED Env]"),
        results(template("[{Key: Env, Value: !Ref Env}, {Key: TEAM, Value: !Ref Env}]"), POLICY));
  }

  @Test
  void whatATemplateMayCreateOtherwiseIsNeverAPass() {
    String passes = template("[{Key: Env, Value: prod}]");
    assertEquals(0, check(passes, POLICY).exitCode());

    CommandLineRun macro =
        check("Transform: [AWS::Serverless-2016-10-31, Mine]\n" + passes, POLICY);
    assertEquals(3, macro.exitCode());
    assertTrue(
        flat(macro).contains("other task sets: the transform Mine (line 1) may change it."),
        macro.out());
    CommandLineRun loop =
        check(
            passes.replace("Resources:\n", "Resources:\n  Fn::ForEach::L: [a, [b], {}]\n"), POLICY);
    assertEquals(3, loop.exitCode());
    CommandLineRun nested =
        check(
            passes.replace("Resources:\n", "Resources:\n  N: {Type: AWS::CloudFormation::Stack}\n"),
            POLICY);
    assertEquals(0, nested.exitCode());
    assertTrue(flat(nested).contains("The task sets of N (AWS::CloudFormation::Stack, line 2)"));
  }

  /** A template that passes, with a function that may change it before the deployment. */
  static Stream<String> expandedTemplates() {
    String passes =
        template("[{Key: Env, Value: prod}]").replace("Type: AWS::ECS::Cluster", "Type: A::B::C");
    String include = "Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://b/k}}";
    return Stream.of(
        include + "\n" + passes,
        passes.replace("Resources:\n", "Resources:\n  " + include + "\n"),
        passes.replace("  Cluster:\n    Type: A::B::C\n", "  Other:\n    " + include + "\n"),
        passes.replace("TaskSet\n", "TaskSet\n    " + include + "\n"),
        passes.replace("Properties:\n", "Properties:\n      " + include + "\n"),
        passes.replace("Properties:\n", "Properties:\n      Fn::ForEach::L: [a, [b], {}]\n"),
        passes.replaceFirst("(?s)      Cluster: .*Tags: [^\n]*", "      " + include),
        template("[{Key: Env, Value: prod, " + include + "}]"),
        template("[{" + include + "}]"),
        template("{" + include + "}"),
        template("{" + include + ", Fn::ForEach::L: []}"));
  }

  @ParameterizedTest
  @MethodSource("expandedTemplates")
  void aFunctionThatMayChangeATaskSetIsNeverAPassAndNoMistake(String template) {
    assertEquals(0, check(template("[{Key: Env, Value: prod}]"), POLICY).exitCode());
    assertNotEquals(template("[{Key: Env, Value: prod}]"), template);

    CommandLineRun run = check(template, POLICY);

    assertEquals(3, run.exitCode(), template + run.out() + run.err());
    assertTrue(flat(run).contains("Fn::"), run.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aws_cloudformation_stack",
        "aws_cloudformation_stack_set",
        "awscc_cloudformation_stack",
        "aws_servicecatalog_provisioned_product"
      })
  void theTemplateInAPlanIsNamed(String type) {
    String plan = plan("{\"tags_all\": {\"Env\": \"prod\"}}", "{}").replace("aws_s3_bucket", type);

    CommandLineRun run = check(plan, POLICY);

    assertEquals(0, run.exitCode(), run.out());
    assertTrue(flat(run).contains("The task sets of " + type + ".b (line "), run.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"type_name\": \"AWS::ECS::TaskSet\"}, {}", "{}, {\"type_name\": true}"})
  void aTaskSetOfTheCloudControlApiIsNeverAPass(String type) {
    String after = type.substring(0, type.indexOf("}, {") + 1);
    String unknown = type.substring(type.indexOf("}, {") + 3);
    String plan =
        plan("{\"tags_all\": {\"Env\": \"prod\"}}", "{}")
            .replace("aws_s3_bucket", "aws_cloudcontrolapi_resource")
            .replace(
                "\"after\": {}, \"after_unknown\": {}",
                "\"after\": %s, \"after_unknown\": %s".formatted(after, unknown));

    assertEquals(3, check(plan, POLICY).exitCode());
    assertEquals(
        0,
        check(plan.replace("TaskSet\"}", "Service\"}").replace("\"type_name\": true", ""), POLICY)
            .exitCode());
  }

  @Test
  void plansWithDefaultTagsInModules() throws IOException {
    String known = "{\"cluster\": \"c\", \"service\": \"s\", \"tags\": {}, \"tags_all\": %s}";
    String name = "module.a.aws_ecs_task_set.blue[0] ";

    assertEquals(
        List.of(name + "COMPLIANT [] / []"),
        results(plan(known.formatted("{\"Env\": \"prod\"}"), "{}"), POLICY));
    assertEquals(
        List.of(name + "NON_COMPLIANT [MISSING_TAG Env] / []"),
        results(plan(known.formatted("{\"Team\": \"a\"}"), "{}"), POLICY));
    assertEquals(
        List.of(name + "NON_COMPLIANT [MISSING_TAG Env] / []"),
        results(plan("{\"tags\": null}", "{\"id\": true}"), POLICY));
    assertEquals(
        List.of(name + "UNKNOWN [] / [VALUE_NOT_ALLOWED Env]"),
        results(plan(known.formatted("{}"), "{\"tags_all\": {\"Env\": true}}"), POLICY));
    assertEquals(
        List.of(name + "UNKNOWN [] / [MISSING_TAG Env]"),
        results(plan("{\"tags\": {\"Team\": \"a\"}}", "{\"tags_all\": true}"), POLICY));
    assertEquals(
        List.of(name + "NON_COMPLIANT [VALUE_NOT_ALLOWED Env] / []"),
        results(plan("{\"tags\": {\"Env\": \"x\"}}", "{\"tags_all\": true}"), POLICY));
    assertEquals(
        List.of(name + "UNKNOWN [] / [MISSING_TAG Env]"),
        results(plan("{}", "{\"tags\": true, \"tags_all\": true}"), POLICY));
  }

  @Test
  void aSensitiveValueIsNeverShown() {
    String plan = plan("{\"tags_all\": {\"Env\": \"prod\", \"Team\": \"hush\"}}", "{}");
    String policy = POLICY.replace("\"Team\"}", "\"Team\", \"tag_value\": [\"hushh\"]}");

    for (String format : List.of("table", "json", "sarif")) {
      CommandLineRun run = check(plan, policy, "--format", format);
      assertEquals(4, run.exitCode(), run.out());
      assertTrue(run.out().contains("(sensitive value)"), run.out());
      assertFalse(run.out().replace("hushh", "").contains("hush"), run.out());
      assertFalse(run.out().contains("did you mean"), run.out());
    }
  }

  /** The provider computes tags_all from tags, and Terraform marks only tags as sensitive. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "{\"tags\": true}",
        "{\"tags\": {\"Team\": true}}",
        "{\"tags\": {\"Team\": true}, \"tags_all\": {}}",
        "{\"tags_all\": true}",
        "{\"tags\": {}, \"tags_all\": {\"Team\": true}}"
      })
  void aValueIsSensitiveInEitherAttribute(String sensitive) {
    String tags = "{\"Env\": \"prod\", \"Team\": \"hush\"}";
    String plan =
        plan("{\"tags\": %s, \"tags_all\": %s}".formatted(tags, tags), "{}")
            .replace("{\"tags_all\": {\"Team\": true}}", sensitive);

    CommandLineRun run =
        check(plan, POLICY.replace("\"Team\"}", "\"Team\", \"tag_value\": [\"a\"]}"));

    assertEquals(4, run.exitCode(), run.out() + run.err());
    assertFalse(run.out().contains("hush"), run.out());
  }

  @Test
  void aPlanThatCreatesNoTaskSetOrIsNotWholeIsNeverAPass() {
    String created = plan("{\"tags_all\": {\"Env\": \"prod\"}}", "{}");
    assertEquals(0, check(created, POLICY).exitCode());

    CommandLineRun unchanged =
        check(created.replace("\"delete\", \"create\"", "\"no-op\""), POLICY);
    assertEquals(3, unchanged.exitCode());
    assertTrue(
        unchanged
            .out()
            .endsWith(
                """
                Nothing was evaluated: the Terraform plan creates no task set.
                Task sets that the plan does not create were not evaluated: 1.
                """),
        unchanged.out());
    String errored = created.replaceFirst("\\{", "{\"errored\": true,");
    assertEquals(3, check(errored, POLICY).exitCode());
    String deferred = created.replaceFirst("\\{", "{\"deferred_changes\": [{}],");
    assertEquals(3, check(deferred, POLICY).exitCode());
    String lost =
        created.replace(
            "\"address\": \"module.a.aws_ecs_task_set.blue[0]\", \"mode\"",
            "\"address\": \"module.a.aws_ecs_task_set.green\", \"mode\"");
    assertEquals(0, check(lost, POLICY).exitCode(), "both were renamed");
    String oneLost = created.replaceFirst("blue\\[0\\]", "green");
    CommandLineRun planned = check(oneLost, POLICY);
    assertEquals(3, planned.exitCode());
    assertTrue(flat(planned).contains("green is planned, and"), planned.out());
  }

  @Test
  void waiversHoldNowAndThereIsNoGrace() throws IOException {
    String waived =
        """
        {"rules": [{"required_tags": {"tag1Key": "Env"}}], "grace_period_minutes": 30,
         "waivers": [{"scope": {"services": ["%s"]}, "reason": "r", "owner": "o",
                      "expires": "%s"}]}
        """;

    assertEquals(0, check(request("[]"), waived.formatted("checkout", "2026-03-01")).exitCode());
    assertEquals(4, check(request("[]"), waived.formatted("checkout", "2026-02-28")).exitCode());
    assertEquals(4, check(request("[]"), waived.formatted("other", "2026-03-01")).exitCode());
    assertEquals(
        List.of("Blue UNKNOWN [] / [MISSING_TAG Env]"),
        results(template("[]"), waived.formatted("checkout", "2026-03-01")));
  }

  @Test
  void aPolicyThatRequiresNothingProvesNothing() {
    CommandLineRun run = check(request("[]"), "{\"tags\": {\"team\": {\"tag_key\": \"Team\"}}}");

    assertEquals(3, run.exitCode());
    assertTrue(run.out().contains("Nothing was required: no rule"), run.out());
  }

  @Test
  void sarifHasFileAndLine() throws IOException {
    CommandLineRun run =
        check(template("[{Key: Env, Value: !Ref Env}, {Key: team}]"), POLICY, "--format", "sarif");
    JsonNode results = MAPPER.readTree(run.out()).at("/runs/0/results");

    assertEquals(4, run.exitCode());
    assertEquals(2, results.size());
    assertEquals("error", results.get(0).get("level").textValue());
    assertEquals("WRONG_KEY_CASE", results.get(0).get("ruleId").textValue());
    assertEquals("warning", results.get(1).get("level").textValue());
    for (JsonNode result : results) {
      JsonNode location = result.at("/locations/0/physicalLocation");
      assertEquals(5, location.at("/region/startLine").intValue());
      assertTrue(location.at("/artifactLocation/uri").textValue().endsWith("/input"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // What is there | what the message has.
        " | is empty",
        "hello | is no input that is known; accepted are a request of CreateTaskSet",
        "[1] | is no input that is known",
        "{\"service\": \"a\" | (line 1): is not JSON: ",
        "a: [b | (line 1): is neither JSON nor YAML: ",
        "service: a\n\tb: c | (line 2): is neither JSON nor YAML: ",
        "service: a\nservice: b | #/service (line 2): is there twice",
        "{\"service\": \"a\", \"service\": \"b\"} | #/service (line 1): is there twice",
        "{\"service\": \"a\"} {} | something follows the end",
        "service: a\ncluster: b | (line 1): has no \"taskDefinition\"",
        "service: ''\ncluster: b\ntaskDefinition: c | #/service (line 1): is empty",
        "service: 7\ncluster: b\ntaskDefinition: c | 7 is no text; accepted is a name or an ARN",
        "service: a\ncluster: b\ntaskDefinition: c\ntag: [] | #/tag (line 4): is no member",
        "service: a\ncluster: b\ntaskDefinition: c\ntags: {} | #/tags (line 4): accepted is a list",
        "service: a\ncluster: b\ntaskDefinition: c\ntags: [{value: b}] | has no \"key\"",
        "service: a\ncluster: b\ntaskDefinition: c\ntags: [{key: ''}] | is not a tag key",
        "service: a\ncluster: b\ntaskDefinition: c\ntags: [{key: 'aws:x'}] | reserves",
        "service: a\ncluster: b\ntaskDefinition: c\ntags: [{key: a, value: 1}] | 1 is no text",
        "service: a\ncluster: b\ntaskDefinition: c\ntags: [{key: a}, {key: a}] | two tags",
        "service: &x a\ncluster: *x\ntaskDefinition: c | #/cluster (line 1): is a YAML alias",
        "Resources: [] | #/Resources (line 1): accepted is an object of resources",
        "Resources: {A: {}} | #/Resources/A (line 1): has no Type",
        "Resources: {A: {Type: AWS::ECS::TaskSet}} | has no property Cluster",
        "Resources: {A: {Type: AWS::ECS::TaskSet, Properties: {Cluster: c, Service: s,"
            + " Tags: {Env: prod}}}} | Tags (line 1): accepted is a list of tags",
        "Resources: {A: {Type: AWS::ECS::TaskSet, Properties: {Cluster: c, Service: s,"
            + " Tags: [{Key: a, Value: yes}]}}} | yes is no text",
        "Resources: {A: {Type: AWS::ECS::TaskSet, Properties: {Cluster: c, Service: s,"
            + " Tags: [{Key: a, Value: 010}]}}} | 010 is no text",
        "Resources: {A: {Type: AWS::ECS::TaskSet, Properties: {Cluster: c, Service: s,"
            + " Tags: [{key: a}]}}} | is no member of a tag; accepted are Key, Value",
        "Resources: {A: {<<: {a: b}}} | or a merge",
        "{\"planned_values\": {}, \"format_version\": \"2.0\"} | has the format version 2.0",
        "{\"resource_changes\": {}} | accepted is a list of changes",
        "{\"resource_changes\": [{\"type\": \"aws_ecs_task_set\", \"address\": \"a\", \"change\":"
            + " {\"actions\": [\"create\"], \"after\": {\"tags_all\": [{\"key\": \"Env\"}]}}}]}"
            + " | tags_all (line 1): accepted is an object of tags",
        "{\"resource_changes\": [{\"type\": \"aws_ecs_task_set\"}]} | has no address",
        "{\"values\": {}, \"terraform_version\": \"1.9\"} | is a state of Terraform, not a plan"
      })
  void malformedInputsHaveOneClearMessage(String inputAndMessage) {
    int separator = inputAndMessage.lastIndexOf(" | ");
    String input = inputAndMessage.substring(0, separator);
    String message = inputAndMessage.substring(separator + 3);

    CommandLineRun run = check(input, POLICY);

    assertEquals(2, run.exitCode(), run.out() + run.err());
    assertEquals("", run.out());
    assertTrue(run.err().contains("the input cannot be used"), run.err());
    assertTrue(run.err().contains(message), run.err());
    assertFalse(run.err().contains("\tat "), run.err());
  }

  @Test
  void wrongOptionsHaveOneClearMessage() throws IOException {
    String passes = request("[{\"key\": \"Env\", \"value\": \"prod\"}]");

    assertTrue(check(passes, POLICY, "--account", "1").err().contains("accepted are 12 digits"));
    assertTrue(check(passes, POLICY, "--format", "csv").err().contains("table, json, sarif"));
    assertTrue(check(passes, POLICY, "--parameter", "A=b").err().contains("for templates only"));
    assertTrue(
        check(template("[]"), POLICY, "--parameter", "A=b")
            .err()
            .contains("has no parameter \"A\" (--parameter); accepted are: Env"));
    assertTrue(check(passes, POLICY, "--region", "mars").err().contains("is not an AWS Region"));
    assertTrue(check(passes, POLICY, "--parameter", "A").err().contains("\"A\" is not NAME=VALUE"));
    assertTrue(
        check(template("[]"), POLICY, "--parameter", "Env=a", "--parameter", "Env=b")
            .err()
            .contains("--parameter: \"Env\" has two values"));
    assertEquals(2, check(passes, POLICY, "--snapshot", "x").exitCode());
    assertEquals(2, CommandLineRun.of("check", "--policy", "p.json").exitCode());
    Path binary = Files.write(directory.resolve("binary"), new byte[] {'P', 'K', 3, 4, -1});
    CommandLineRun run =
        CommandLineRun.of("check", "--policy", "p.json", "--input", binary.toString());
    assertEquals(2, run.exitCode());
  }
}
