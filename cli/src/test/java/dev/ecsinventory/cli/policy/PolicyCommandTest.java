package dev.ecsinventory.cli.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code policy lint}, {@code policy explain} and {@code policy init}. */
class PolicyCommandTest {
  private static final Instant NOW = Instant.parse("2026-01-15T06:00:00Z");
  private static final String REQUIRES_OWNER =
      "\"rules\":[{\"required_tags\":{\"tag1Key\":\"Owner\"},\"scope\":{\"clusters\":[\"prod\"]}}]";

  @TempDir private Path directory;

  private CommandLineRun run(String... arguments) {
    return CommandLineRun.at(NOW, Map.of(), arguments);
  }

  private CommandLineRun lint(String policy) throws IOException {
    Path file = Files.writeString(directory.resolve("policy.json"), policy);
    return run("policy", "lint", file.toString());
  }

  @Test
  void acceptsThePoliciesOfTheProject() {
    for (String name : List.of("demo", "organization-root", "config-required-tags")) {
      CommandLineRun run = run("policy", "lint", "../policies/" + name + ".json");
      assertEquals(0, run.exitCode(), run.out() + run.err());
      assertTrue(run.out().contains("no finding"), run.out());
    }
  }

  @Test
  void reportsEveryProblemOfAnUnusablePolicyAndContinues() throws IOException {
    Path bad =
        Files.writeString(
            directory.resolve("bad.json"),
            "{\"rules\":[{\"required_tags\":{\"tagKey\":\"a\"},\"scop\":{}}]}");

    CommandLineRun run = run("policy", "lint", bad.toString(), "../policies/demo.json");

    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("tagKey") && run.err().contains("scop"), run.err());
    assertTrue(run.out().contains("demo.json: "), run.out());
  }

  @Test
  void reportsAPolicyThatRequiresNothing() throws IOException {
    CommandLineRun run = lint("{\"tags\":{\"team\":{\"tag_key\":\"Team\"}}}");

    assertEquals(3, run.exitCode(), run.out());
    assertTrue(run.out().contains("requires no tag"), run.out());
  }

  @Test
  void reportsWaiversWithoutEffect() throws IOException {
    CommandLineRun run =
        lint(
            "{"
                + REQUIRES_OWNER
                + ",\"waivers\":["
                + waiver("\"tags\":[\"Owner\"]", "2026-01-14")
                + ","
                + waiver("\"tags\":[\"Team\"]", "2026-01-15")
                + ","
                + waiver("\"scope\":{\"clusters\":[\"dev\"]}", "2026-02-15")
                + "]}");

    assertEquals(5, run.exitCode(), run.out());
    assertTrue(run.out().contains("2026-01-14 has expired"), run.out());
    assertFalse(run.out().contains("2026-01-15 has expired"), run.out());
    assertTrue(run.out().contains("2026-01-15 names the tag Team"), run.out());
    assertTrue(run.out().contains("2026-02-15 has a scope that no rule"), run.out());
    assertTrue(run.out().contains("3 findings"), run.out());
  }

  private static String waiver(String what, String expires) {
    return "{%s,\"reason\":\"r\",\"owner\":\"o\",\"expires\":\"%s\"}".formatted(what, expires);
  }

  @Test
  void reportsRulesWithWhichNoTaskSetCanComply() throws IOException {
    CommandLineRun run =
        lint(
            """
            {"rules":[
              {"required_tags":{"tag1Key":"Env","tag1Value":"prod,Prod"}},
              {"required_tags":{"tag1Key":"Env","tag1Value":"staging"},
               "scope":{"clusters":["s*"]}}
            ]}
            """);

    assertEquals(5, run.exitCode(), run.out());
    assertTrue(run.out().contains("no value that both accept"), run.out());
    assertTrue(run.out().contains("two spellings of one value: \"Prod\" and \"prod\""), run.out());
  }

  @Test
  void explainsScopesWaiversAndExceptions() {
    CommandLineRun run = run("policy", "explain", "../policies/demo.json");

    assertEquals(0, run.exitCode(), run.err());
    String words = run.out().replaceAll("\\s+", " ");
    assertTrue(run.out().startsWith("Tag policy "), run.out());
    assertTrue(run.out().contains("Every task set:"), run.out());
    assertTrue(
        words.contains("must have the tag Env with one of \"prod\", \"staging\""), run.out());
    assertTrue(words.contains("Task sets with Region eu-* and cluster data:"), run.out());
    assertTrue(words.contains("until 2026-06-30 (payments@example.com)"), run.out());
    assertTrue(words.contains("waived for 30 minutes"), run.out());
    assertTrue(run.out().contains("DRAINING are not evaluated"), run.out());
    assertTrue(run.out().lines().allMatch(line -> line.length() < 80), run.out());
  }

  @Test
  void printsACanonicalTextThatIsTheSamePolicy() throws IOException {
    CommandLineRun once = run("policy", "explain", "../policies/demo.json", "--format", "json");
    Path file = Files.writeString(directory.resolve("canonical.json"), once.out());

    CommandLineRun again = run("policy", "explain", file.toString(), "--format", "json");

    assertEquals(once.out(), again.out());
  }

  @Test
  void createsAPolicyWithoutFindings() throws IOException {
    Path file = directory.resolve("tags.json");
    CommandLineRun init =
        run(
            "policy",
            "init",
            "--require",
            "Owner",
            "--require",
            "Env=prod, st*",
            "--out",
            "" + file);
    assertEquals(0, init.exitCode(), init.err());

    CommandLineRun lint = run("policy", "lint", file.toString());
    assertEquals(0, lint.exitCode(), lint.out() + lint.err());
    CommandLineRun explain = run("policy", "explain", file.toString());
    assertTrue(explain.out().contains("tag Env with one of \"prod\", \"st*\""), explain.out());
    assertTrue(explain.out().contains("tag Owner with any value"), explain.out());
    String before = Files.readString(file);
    CommandLineRun repeated = run("policy", "init", "--out", file.toString());
    assertEquals(2, repeated.exitCode());
    assertTrue(repeated.err().contains("accepted is a new file"), repeated.err());
    assertEquals(before, Files.readString(file));
    CommandLineRun standard = run("policy", "init");
    assertTrue(standard.out().contains("\"tag_key\" : \"Environment\""), standard.out());
  }

  @Test
  void rejectsTagsThatCannotExist() {
    CommandLineRun run = run("policy", "init", "--require", "aws:x", "--require", "Env=a*b*");
    CommandLineRun empty = run("policy", "init", "--require", "=", "--require", "Env=");

    assertEquals(2, empty.exitCode(), empty.out());
    assertTrue(empty.err().contains("\"=\"") && empty.err().contains("\"Env=\""), empty.err());
    assertEquals(2, run.exitCode(), run.out());
    assertTrue(run.err().contains("aws:x") && run.err().contains("a*b*"), run.err());
    assertEquals("", run.out());
  }

  @Test
  void rejectsTwoSpellingsOfOneKey() {
    CommandLineRun run = run("policy", "init", "--require", "Env", "--require", "ENV=prod");

    assertEquals(2, run.exitCode(), run.out());
    assertTrue(run.err().contains("Env") && run.err().contains("ENV"), run.err());
  }

  @Test
  void asksForASubcommand() {
    CommandLineRun run = run("policy");

    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("lint, explain or init"), run.err());
  }
}
