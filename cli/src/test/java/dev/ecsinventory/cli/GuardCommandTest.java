package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code guard} on the command line. */
class GuardCommandTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir Path directory;

  private CommandLineRun guard(String policy, String... options) throws IOException {
    Path file = Files.writeString(directory.resolve("policy.json"), policy);
    return CommandLineRun.of(
        Stream.concat(Stream.of("guard", "--policy", file.toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  private static final String REQUIRED = "{\"tag1Key\": \"CostCenter\", \"tag1Value\": \"100\"}";

  @Test
  void printsOneObjectWithDocumentsForAws() throws IOException {
    CommandLineRun run = guard(REQUIRED, "--except-role", "codedeploy");

    assertEquals(0, run.exitCode(), run.err());
    JsonNode root = MAPPER.readTree(run.out());
    JsonNode document = root.get("service_control_policies").get(0);
    assertEquals(document, root.get("iam_policies").get(0));
    assertEquals(
        MAPPER.readTree(
            """
            {"Version": "2012-10-17", "Statement": [
              {"Sid": "MissingTag1", "Effect": "Deny", "Action": "ecs:CreateTaskSet",
               "Resource": "*", "Condition": {
                 "ForAllValues:StringNotEquals": {"aws:TagKeys": "CostCenter"},
                 "ArnNotLike": {"aws:PrincipalArn": [
                   "arn:*:iam::*:role/*/codedeploy", "arn:*:iam::*:role/codedeploy"]}}},
              {"Sid": "ValueNotAllowed2", "Effect": "Deny", "Action": "ecs:CreateTaskSet",
               "Resource": "*", "Condition": {
                 "StringNotLike": {"aws:RequestTag/CostCenter": "100"},
                 "ArnNotLike": {"aws:PrincipalArn": [
                   "arn:*:iam::*:role/*/codedeploy", "arn:*:iam::*:role/codedeploy"]}}}]}
            """),
        document);
    assertEquals(0, root.get("not_enforced").size());
    assertEquals(1, root.get("limits").size());
    assertTrue(run.err().startsWith("Limits:\n  - IAM reads"), run.err());
  }

  @Test
  void writesFilesAndDeletesThoseOfAnEarlierGuard() throws IOException {
    Path out = directory.resolve("new/guard");
    String values =
        Stream.iterate(100_000, value -> value + 1)
            .limit(600)
            .map(value -> "{\"required_tags\": {\"tag1Key\": \"Key-" + value + "\"}}")
            .collect(Collectors.joining(","));
    guard("{\"rules\": [" + values + "]}", "--out", out.toString());
    Files.writeString(out.resolve("mine.json"), "{}");
    assertTrue(Files.exists(out.resolve("scp-10.json")), "many files");

    CommandLineRun run = guard(REQUIRED, "--out", out.toString());

    assertEquals(0, run.exitCode(), run.err());
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(
          new TreeSet<>(List.of("iam-1.json", "mine.json", "scp-1.json")),
          files
              .map(file -> file.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
    long size = Files.size(out.resolve("scp-1.json"));
    assertTrue(
        run.out()
            .startsWith(
                "scp-1.json   service control policy, %d of at most 5,120 characters\n"
                    .formatted(size)),
        run.out());
    run.out().lines().forEach(line -> assertTrue(line.length() < 80, line));
  }

  @Test
  void doesNotReplaceWhatNoGuardWrote() throws IOException {
    for (String name : List.of("iam-1.json", "scp-9.json")) {
      Path policy = Files.writeString(directory.resolve(name), REQUIRED);
      CommandLineRun run =
          CommandLineRun.of("guard", "--policy", policy.toString(), "--out", directory.toString());
      assertEquals(2, run.exitCode(), run.err());
      assertTrue(run.err().contains(name + ", which guard did not write"), run.err());
      assertEquals(REQUIRED, Files.readString(policy));
    }
  }

  @Test
  void writesNothingIfTheDirectoryHasAnotherDocument() throws IOException {
    Path out = directory.resolve("guard");
    guard(REQUIRED, "--out", out.toString());
    String written = Files.readString(out.resolve("scp-1.json"));
    Files.createDirectories(out.resolve("scp-7.json"));
    Files.writeString(out.resolve("iam-9.json"), written.replace("\n", ""));
    Files.writeString(out.resolve("iam-8.json"), written.replace("Deny", "Allow"));
    Files.write(out.resolve("iam-7.json"), new byte[] {(byte) 0xff});

    CommandLineRun run = guard(REQUIRED.replace("CostCenter", "Team"), "--out", out.toString());

    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.err().contains("iam-7.json, iam-8.json, iam-9.json, scp-7.json"), run.err());
    assertEquals(written, Files.readString(out.resolve("scp-1.json")));
  }

  @Test
  void aRuleWithoutEnforcementIsReportedAndIsNoSuccess() throws IOException {
    CommandLineRun run =
        guard(
            """
            {"rules": [{"required_tags": {"tag1Key": "Env"}},
              {"scope": {"services": ["arn:aws:ecs:*:service/a"]},
               "required_tags": {"tag1Key": "Team"}}]}
            """);

    assertEquals(3, run.exitCode());
    assertTrue(
        MAPPER.readTree(run.out()).get("not_enforced").get(0).textValue().startsWith("Team: IAM"));
    assertTrue(run.err().startsWith("Not enforced, because IAM cannot express it:\n"), run.err());
  }

  @Test
  void aPolicyThatDeniesNothingIsNoSuccess() throws IOException {
    CommandLineRun run = guard("{\"tags\": {\"1\": {\"tag_key\": \"1\"}}}");

    assertEquals(3, run.exitCode());
    assertTrue(run.err().contains("Nothing is denied: "), run.err());
  }

  @Test
  void aPolicyOrDirectoryThatCannotBeUsedHasOneClearMessage() throws IOException {
    CommandLineRun noPolicy = guard("{\"tags\": []}");
    assertEquals(2, noPolicy.exitCode());
    assertTrue(noPolicy.err().contains("the tag policy cannot be used"), noPolicy.err());

    CommandLineRun noDirectory =
        guard(REQUIRED, "--out", directory.resolve("policy.json").toString());
    assertEquals(2, noDirectory.exitCode());
    assertTrue(noDirectory.err().contains("--out: \""), noDirectory.err());
    assertFalse(noDirectory.err().contains("\tat "), noDirectory.err());
  }
}
