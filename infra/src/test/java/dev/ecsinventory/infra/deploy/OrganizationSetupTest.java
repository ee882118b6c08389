package dev.ecsinventory.infra.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.infra.LocalTool;
import dev.ecsinventory.infra.Synthesis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of "An organization in 30 minutes", as {@code docs/operations.md} has them, against
 * moto. Not run are those of the exporter, which {@link DeployTest} runs, and those that moto
 * lacks.
 */
class OrganizationSetupTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Path PAGE = Path.of("..", "docs", "operations.md");
  private static final String HEADING = "## An organization in 30 minutes\n";
  private static final String DOCUMENTED_ACCOUNT = "111122223333";

  /** Replacements of programs that are not on the path, and of calls that moto does not have. */
  private static final String PREAMBLE =
      """
      set -eu
      cdk() { :; }
      openssl() { echo 0123456789abcdef; }
      aws() {
        case "$*" in
          "cloudformation activate-organizations-access" | "lambda invoke "*) ;;
          "organizations register-delegated-administrator "*) ;;
          "cloudformation create-stack-instances "*)
            command aws "$@"
            # Unlike AWS, moto creates the role in the management account, too.
            command aws iam delete-role-policy --role-name EcsInventoryReader --policy-name read-inventory
            command aws iam delete-role --role-name EcsInventoryReader
            ;;
          *) command aws "$@" ;;
        esac
      }
      """;

  @TempDir private Path directory;
  private MotoServer moto;

  @BeforeEach
  void startMoto() throws Exception {
    assumeTrue(
        LocalTool.pythonHas("moto.server"),
        "SKIPPED: python3 has no moto server, so the commands have no AWS");
    assumeTrue(LocalTool.isInstalled("aws"), "SKIPPED: aws is not on the path");
    moto = MotoServer.start(directory.resolve("moto.log"));
  }

  @AfterEach
  void stopMoto() throws InterruptedException {
    if (moto != null) {
      moto.stop();
    }
  }

  @Test
  void createsTheRoleInEveryAccount() throws Exception {
    Path template = directory.resolve("target/member/EcsInventoryMember.template.json");
    Files.createDirectories(template.getParent());
    Files.copy(Synthesis.ofMember().file(Synthesis.MEMBER), template);
    run("aws organizations create-organization --feature-set ALL");
    String exporter =
        MAPPER
            .readTree(
                run(
                    "aws organizations create-account --email a@example.org"
                        + " --account-name exporter"))
            .at("/CreateAccountStatus/AccountId")
            .asText();

    run(commands().replace(DOCUMENTED_ACCOUNT, exporter));

    assertEquals(
        "accounts: organization\nexternalId: 0123456789abcdef\nregions: [eu-central-1]\n",
        Files.readString(directory.resolve("inventory.yaml")));
    JsonNode set =
        MAPPER.readTree(
            run("aws cloudformation describe-stack-set --stack-set-name EcsInventoryMember"));
    String parameters = set.at("/StackSet/Parameters").toString();
    String role = "arn:aws:iam::" + exporter + ":role/EcsInventoryExporter-eu-central-1";
    assertTrue(parameters.contains(role), parameters);
    JsonNode trust =
        MAPPER
            .readTree(run("aws iam get-role --role-name EcsInventoryReader"))
            .at("/Role/AssumeRolePolicyDocument/Statement/0");
    assertEquals("arn:aws:iam::" + exporter + ":root", trust.at("/Principal/AWS").asText());
    JsonNode conditions = trust.path("Condition");
    assertTrue(conditions.at("/ArnEquals/aws:PrincipalArn").toString().contains(role));
    assertEquals("0123456789abcdef", conditions.at("/StringEquals/sts:ExternalId").asText());
    assertTrue(conditions.at("/StringEquals/aws:PrincipalOrgID").asText().startsWith("o-"));
  }

  /** The commands of the section, without those that start the project's own programs. */
  private static String commands() throws IOException {
    String section = Files.readString(PAGE).split(HEADING, 2)[1].split("\n## ", 2)[0];
    List<String> blocks =
        Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL)
            .matcher(section)
            .results()
            .map(MatchResult::group)
            .map(block -> block.replaceAll("```(sh)?", ""))
            .toList();
    assertEquals(6, blocks.size());
    return blocks.stream()
        .flatMap(String::lines)
        .filter(line -> !line.strip().startsWith("./"))
        .collect(Collectors.joining("\n"));
  }

  /** Runs a script in the directory and returns its output. */
  private String run(String script) throws Exception {
    Path errors = directory.resolve("errors.txt");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", PREAMBLE + script)
            .directory(directory.toFile())
            .redirectError(errors.toFile());
    builder.environment().putAll(moto.environment());
    builder.environment().put("AWS_DEFAULT_REGION", MotoServer.REGION);
    builder.environment().put("AWS_PAGER", "");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> output + read(errors));
    return output;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }
}
