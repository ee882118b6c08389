package dev.ecsinventory.cli.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Findings that someone can fix, and those that no one can, in the demonstration's snapshot. */
class FixableViolationsTest {
  private static final String STRICT =
      """
      {"rules": [{"scope": {"clusters": ["shop-prod"]}, "accept_service_tags": %s,
                  "required_tags": {"tag1Key": "CostCenter", "tag1Value": "%s"}}]}
      """;

  @TempDir static Path demo;
  @TempDir Path directory;

  @BeforeAll
  static void runDemo() {
    CommandLineRun run = CommandLineRun.of("demo", "--out", demo.toString());
    assertEquals(0, run.exitCode(), run.err());
  }

  private CommandLineRun check(boolean acceptServiceTags, String value, String format)
      throws IOException {
    Path policy =
        Files.writeString(
            directory.resolve("policy.json"), STRICT.formatted(acceptServiceTags, value));
    return CommandLineRun.of(
        "check", "--snapshot", demo.toString(), "--policy", policy.toString(), "--format", format);
  }

  @Test
  void theTableListsThoseThatNoOneCanFixAfterTheOthers() throws IOException {
    String table = check(false, "4711", "table").out();

    int heading = table.indexOf("\nNo one can fix the following: CodeDeploy");
    assertTrue(heading > 0, table);
    assertTrue(table.indexOf("/ cart\n") < heading, table);
    assertTrue(table.indexOf("/ payments\n") > heading, table);
  }

  @Test
  void theTagOfTheServiceIsAcceptedAndNamed() throws IOException {
    CommandLineRun run = check(true, "4711,0815,4712", "table");
    JsonNode json = new JsonMapper().readTree(check(true, "4711,0815,4712", "json").out());

    assertTrue(!run.out().contains("No one can fix"), run.out());
    assertTrue(
        run.out()
            .contains(
                "Satisfied by tags of the service:\n"
                    + "  123456789012 / us-east-1 / shop-prod / payments / "),
        run.out());
    JsonNode satisfied = json.get("satisfied_by_service");
    assertEquals(2, satisfied.size());
    assertEquals("[\"CostCenter\"]", satisfied.get(0).get("tags").toString());
    assertTrue(satisfied.get(0).get("service_arn").textValue().endsWith("/payments"));
  }

  @Test
  void aWrongTagOfTheServiceCanBeFixedThere() throws IOException {
    CommandLineRun run = check(true, "none-of-them", "json");
    JsonNode violations = new JsonMapper().readTree(run.out()).get("violations");

    long onService = 0;
    for (JsonNode violation : violations) {
      if (violation.get("service_name").textValue().equals("payments")) {
        assertEquals("VALUE_NOT_ALLOWED", violation.get("violation").textValue());
        assertEquals("SERVICE_TAG", violation.get("remedy").textValue());
        assertEquals("[\"SERVICE\"]", violation.get("found_on").toString());
        onService++;
      } else {
        assertEquals("NEXT_DEPLOYMENT", violation.get("remedy").textValue());
      }
    }
    assertEquals(2, onService);
    assertTrue(
        check(true, "none-of-them", "table").out().contains(" (on the service)\n"), run.out());
  }
}
