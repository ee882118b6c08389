package dev.ecsinventory.infra;

import static dev.ecsinventory.infra.Synthesis.EXPORTER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.checkpoint.Checkpoints;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.pipeline.SnapshotFailedException;
import dev.ecsinventory.pipeline.SnapshotNotReadException;
import dev.ecsinventory.write.state.SnapshotInProgressException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state machine of {@code engine: stepfunctions}. */
class StateMachineTemplateTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final List<String> VALIDATOR = List.of("npx", "--yes", "asl-validator@4.0.0");
  private static final Map<String, Object> ENGINE = Map.of("engine", "stepfunctions");

  @TempDir Path directory;

  private final Synthesis synthesis = Synthesis.once(ENGINE);
  private final JsonNode machine = synthesis.only(EXPORTER, "AWS::StepFunctions::StateMachine");
  private final JsonNode definition = definition();

  private JsonNode definition() {
    try {
      return MAPPER.readTree(
          TemplateTexts.of(machine.path("DefinitionString")).replace("${AWS::Partition}", "aws"));
    } catch (IOException malformed) {
      throw new AssertionError(malformed);
    }
  }

  @Test
  void isAStandardStateMachineThatTheFunctionCanName() {
    assertEquals("EcsInventory", machine.path("StateMachineName").asText());
    assertEquals("STANDARD", machine.path("StateMachineType").asText());
    JsonNode function = synthesis.only(EXPORTER, "AWS::Lambda::Function");
    assertEquals(
        "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:EcsInventory",
        TemplateTexts.of(function.at("/Environment/Variables/INVENTORY_STATE_MACHINE")));
    assertFalse(function.has("ReservedConcurrentExecutions"));
    assertEquals(
        "${" + "Exporter",
        TemplateTexts.of(synthesis.template(EXPORTER).at("/Outputs/StateMachineArn/Value"))
            .substring(0, 10));
  }

  /** Only with the other engine does the function take the snapshots. */
  @Test
  void isNotDeployedWithTheOtherEngine() {
    Synthesis other = Synthesis.once(Map.of());
    assertEquals(List.of(), other.properties(EXPORTER, "AWS::StepFunctions::StateMachine"));
    assertFalse(
        other
            .only(EXPORTER, "AWS::Lambda::Function")
            .at("/Environment/Variables")
            .has("INVENTORY_STATE_MACHINE"));
  }

  @Test
  void readsTheGroupsThatTheFirstStageStored() {
    JsonNode groups = definition.at("/States/Groups");
    assertEquals("DISTRIBUTED", groups.at("/ItemProcessor/ProcessorConfig/Mode").asText());
    assertEquals("STANDARD", groups.at("/ItemProcessor/ProcessorConfig/ExecutionType").asText());
    assertEquals("100.0", groups.path("ToleratedFailurePercentage").toString());
    assertEquals("JSON", groups.at("/ItemReader/ReaderConfig/InputType").asText());
    assertEquals("$.groups", groups.at("/ItemReader/Parameters/Key.$").asText());
    assertEquals("groups", Checkpoints.GROUPS);
    assertEquals(
        "inventory/staging/executions", groups.at("/ResultWriter/Parameters/Prefix").asText());
  }

  /** Lambda names an error by the class of the exception. */
  @Test
  void namesExceptionsOfTheFunction() {
    Set<String> named = new TreeSet<>();
    definition
        .findValues("ErrorEquals")
        .forEach(errors -> errors.forEach(error -> named.add(error.asText())));
    named.removeIf(name -> name.startsWith("States.") || name.startsWith("Lambda."));
    assertEquals(
        new TreeSet<>(
            Set.of(
                InvalidInputException.class.getName(),
                SnapshotFailedException.class.getName(),
                SnapshotInProgressException.class.getName(),
                SnapshotNotReadException.class.getName())),
        named);
  }

  /** A Step Functions task must not give up an invocation that still runs. */
  @Test
  void waitsLongerThanTheFunctionRuns() {
    int timeout = synthesis.only(EXPORTER, "AWS::Lambda::Function").path("Timeout").asInt();
    List<JsonNode> tasks =
        definition.findParents("Resource").stream()
            .filter(state -> state.path("Type").asText().equals("Task"))
            .toList();
    assertEquals(5, tasks.size());
    tasks.forEach(task -> assertTrue(task.path("TimeoutSeconds").asInt() > timeout));
  }

  /** Payloads have names; data would exceed 256 KiB. */
  @Test
  void passesNamesOnly() {
    assertEquals(
        "{\"stage\":\"read\",\"event.$\":\"$$.Execution.Input\","
            + "\"execution.$\":\"$$.Execution.Name\",\"group.$\":\"$$.Map.Item.Value.group\","
            + "\"turn\":1}",
        definition.at("/States/Groups/ItemSelector").toString());
    definition
        .findParents("Resource")
        .forEach(
            state -> {
              if (state.path("Type").asText().equals("Task")) {
                assertTrue(state.has("ResultSelector"), state::toString);
              }
            });
  }

  @Test
  void hasNoFindingOfTheValidator() throws Exception {
    assumeTrue(
        validator("--version").waitFor() == 0,
        "SKIPPED: npx cannot run asl-validator here, so the state machine is not validated");
    Path file = directory.resolve("snapshot.asl.json");
    Files.writeString(
        file,
        definition
            .toString()
            .replaceAll("\\$\\{[^}]*Live[^}]*}", "arn:aws:lambda:us-east-1:123456789012:function:f")
            .replaceAll("\\$\\{[^}]*}", "bucket"));
    Process process = validator("--json-path", file.toString());
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    Files.writeString(
        file, Files.readString(file).replace("\"Next\":\"Commit\"", "\"Next\":\"X\""));
    assertEquals(1, validator("--json-path", file.toString()).waitFor());
  }

  private static Process validator(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(VALIDATOR);
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
