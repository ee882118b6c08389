package dev.ecsinventory.cli.schemas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.cli.CommandLineRun;
import dev.ecsinventory.cli.demo.BucketCopy;
import dev.ecsinventory.cli.demo.DemoDays;
import dev.ecsinventory.cli.demo.DemoEngines;
import dev.ecsinventory.cli.demo.DemoFleet;
import dev.ecsinventory.cli.result.Effect;
import dev.ecsinventory.model.AccountReason;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.FailureKind;
import dev.ecsinventory.policy.ViolationKind;
import dev.ecsinventory.simulator.fleet.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import software.amazon.awssdk.services.s3.S3Client;

/** The JSON Schemas of {@code docs/schemas}, and real outputs. */
class PublishedSchemasTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Path HOME = CommandLineRun.projectHome();
  private static final String POLICY = HOME.resolve("policies/demo.json").toString();
  private static final String NOTHING_BROKEN =
      "{\"rules\": [{\"required_tags\": {\"tag1Key\": \"Anything\"}}],"
          + " \"waivers\": [{\"reason\": \"not yet\", \"owner\": \"ann\","
          + " \"expires\": \"2030-01-01\"}]}";
  private static final String TEMPLATE =
      """
      Resources:
        Blue:
          Type: AWS::ECS::TaskSet
          Properties:
            Cluster: prod
            Service: shop
            TaskDefinition: web:1
            Tags: [{Key: Env, Value: !Ref Env}, {Key: team, Value: a}]
      """;
  private static final String ORGANIZATION =
      """
      {"accounts": [{"id": "111111111111", "regions": [
          {"name": "us-east-1", "clusters": [{"clusterName": "prod"}]}]}],
       "organization": {
        "id": "o-exampleorg1", "root": "r-ex01", "managementAccount": "111111111111",
        "accounts": [
          {"id": "111111111111", "name": "management"},
          {"id": "222222222222", "name": "payments"},
          {"id": "333333333333", "name": "old", "state": "SUSPENDED"}]}}
      """;

  /** An output, and the schema that describes it. */
  private record Output(String schema, String name, JsonNode content) {
    @Override
    public String toString() {
      return name;
    }
  }

  @TempDir private static Path directory;

  private static final List<Output> OUTPUTS = new ArrayList<>();

  @BeforeAll
  static void createOutputs() throws IOException {
    Path demo = directory.resolve("demo");
    try (DemoEngines engines = DemoEngines.start(DemoFleet.read());
        AwsClients clients =
            new AwsClients(DemoEngines.REGION.id(), DemoEngines.READS_PER_SECOND, Backoff.DEFAULT);
        S3Client s3 = clients.s3()) {
      new DemoDays(engines, clients).take();
      CommandLineRun run =
          CommandLineRun.at(
              Instant.parse("2026-01-15T06:00:05Z"),
              engines.settings(),
              "invoke",
              HOME.resolve("events/scheduled.json").toString());
      assertEquals(0, run.exitCode(), run.err());
      engines.eventBus().taken().forEach(PublishedSchemasTest::addEvent);
      new BucketCopy(s3, DemoEngines.BUCKET).into(demo);
    }
    addManifests(demo);
    addChecks(demo);
    Path organization = directory.resolve("organization");
    try (DemoEngines _ = DemoEngines.start(Fleet.parse(ORGANIZATION))) {
      CommandLineRun.in(
          Map.of("AWS_REGION", "us-east-1", "INVENTORY_ACCOUNTS", "organization"),
          "scan",
          "--out",
          organization.toString());
    }
    addManifests(organization);
  }

  private static void add(String schema, String name, String content) throws IOException {
    OUTPUTS.add(new Output(schema, name, MAPPER.readTree(content)));
  }

  private static void addManifests(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(one -> one.toString().contains("/manifests/dt=")).toList()) {
        if (Files.isRegularFile(file)) {
          add("manifest", file.toString(), Files.readString(file));
        }
      }
    }
  }

  private static void addChecks(Path demo) throws IOException {
    Path none = Files.writeString(directory.resolve("policy.json"), NOTHING_BROKEN);
    Path template = Files.writeString(directory.resolve("template.yaml"), TEMPLATE);
    String earlier =
        demo.resolve("inventory/manifests/dt=2026-01-14/20260114T060000Z.json").toString();
    add("check", "findings", check("--snapshot", demo.toString(), "--policy", POLICY));
    add("check", "no findings", check("--snapshot", demo.toString(), "--policy", none.toString()));
    add("check", "PARTIAL", check("--snapshot", earlier, "--policy", POLICY));
    add(
        "check",
        "baseline",
        check("--snapshot", demo.toString(), "--policy", POLICY, "--baseline", earlier));
    add("check-input", "template", check("--input", template.toString(), "--policy", POLICY));
  }

  private static String check(String... options) {
    List<String> arguments = new ArrayList<>(List.of("check", "--format", "json"));
    arguments.addAll(List.of(options));
    return CommandLineRun.of(arguments.toArray(String[]::new)).out();
  }

  /** The event that EventBridge delivers for an entry of PutEvents. */
  private static void addEvent(JsonNode entry) {
    try {
      ObjectNode event = (ObjectNode) PublishedSchema.content(sampleEvent());
      event.set("source", entry.get("Source"));
      event.set("detail-type", entry.get("DetailType"));
      event.set("resources", entry.get("Resources"));
      event.put("time", Instant.ofEpochSecond(entry.get("Time").longValue()).toString());
      event.set("detail", MAPPER.readTree(entry.get("Detail").textValue()));
      OUTPUTS.add(new Output("event", event.at("/resources/0").textValue(), event));
    } catch (IOException malformed) {
      throw new AssertionError(malformed);
    }
  }

  private static Path sampleEvent() {
    return HOME.resolve("events/task-set-tag-compliance-change.json");
  }

  @Test
  void everyOutputIsDescribedCompletely() {
    for (Output output : OUTPUTS) {
      assertEquals(
          List.of(),
          PublishedSchema.of(output.schema()).problemsAndUnknownKeys(output.content()),
          output.name());
    }
    for (String schema : List.of("manifest", "check", "event")) {
      long count = OUTPUTS.stream().filter(output -> output.schema().equals(schema)).count();
      assertTrue(count >= 3, schema + ": " + count);
    }
    assertTrue(OUTPUTS.stream().anyMatch(output -> output.content().has("baseline")));
    assertTrue(
        OUTPUTS.stream()
            .anyMatch(output -> output.content().at("/requested/organization").isObject()));
    assertEquals(
        List.of(),
        PublishedSchema.of("event").problemsAndUnknownKeys(PublishedSchema.content(sampleEvent())));
  }

  @Test
  void aValueOfAnotherTypeIsRejected() {
    int changes = 0;
    for (Output output : OUTPUTS) {
      PublishedSchema schema = PublishedSchema.of(output.schema());
      for (Map.Entry<String, JsonNode> changed :
          ChangedDocuments.withAnotherType(output.content()).entrySet()) {
        changes++;
        assertFalse(schema.problems(changed.getValue()).isEmpty(), output + changed.getKey());
      }
    }
    assertTrue(changes > 1000, changes + " changes");
  }

  @Test
  void aMissingKeyIsRejectedAndAnotherOneIsNot() {
    for (Output output : OUTPUTS) {
      PublishedSchema schema = PublishedSchema.of(output.schema());
      for (JsonNode changed : ChangedDocuments.withAnotherKey(output.content()).values()) {
        assertEquals(List.of(), schema.problems(changed), output::toString);
        assertFalse(schema.problemsAndUnknownKeys(changed).isEmpty(), output::toString);
      }
      String first = output.content().fieldNames().next();
      ObjectNode incomplete = output.content().deepCopy();
      incomplete.remove(first);
      assertFalse(schema.problems(incomplete).isEmpty(), output + " without " + first);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"manifest", "check", "check-input", "event"})
  void columnsAreThoseOfTheDatasets(String name) throws IOException {
    PublishedSchema schema = PublishedSchema.of(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(schema.file(), schema.completed());
    }
    assertEquals(Files.readString(schema.file()), schema.completed());
  }

  static Stream<Path> schemas() throws IOException {
    try (Stream<Path> files = Files.list(PublishedSchema.FOLDER)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void everyKeyHasADescription(Path file) {
    List<String> missing = new ArrayList<>();
    collectUndescribed(PublishedSchema.content(file), missing);
    assertEquals(List.of(), missing);
    assertTrue(file.toString().endsWith(".schema.json"));
  }

  private static void collectUndescribed(JsonNode schema, List<String> missing) {
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      if (!property.getValue().has("description") && !property.getValue().has("$ref")) {
        missing.add(property.getKey());
      }
    }
    schema.forEach(part -> collectUndescribed(part, missing));
  }

  @Test
  void enumerationsAreThoseOfTheCode() {
    assertEquals(names(FailureKind.values()), values("manifest", "notRead/items/properties/kind"));
    assertEquals(
        names(AccountReason.values()),
        values(
            "manifest",
            "requested/properties/organization/properties/members/items/properties/notRead"));
    assertEquals(
        names(ViolationKind.values()).stream().sorted().toList(),
        values("check", "violations/items/properties/violation").stream().sorted().toList());
    assertEquals(
        names(ComplianceStatus.values()),
        values("check-input", "results/items/properties/compliance_status"));
    List<String> effects = new ArrayList<>(names(Effect.values()));
    effects.remove(Effect.UNDECIDED.name());
    assertEquals(effects, values("check", "effects/items"));
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }

  private static List<String> values(String schema, String property) {
    return PublishedSchema.content(PublishedSchema.FOLDER.resolve(schema + ".schema.json"))
        .at("/properties/" + property + "/enum")
        .valueStream()
        .filter(value -> !value.isNull())
        .map(JsonNode::textValue)
        .toList();
  }

  @Test
  void theSettingsFileOfInitMatches() throws IOException {
    Path file = directory.resolve("inventory.yaml");
    assertEquals(0, CommandLineRun.of("init", "--settings", file.toString()).exitCode());
    JsonNode settings = MAPPER.valueToTree(new Yaml().load(Files.readString(file)));
    PublishedSchema schema = PublishedSchema.of("inventory");

    assertEquals(List.of(), schema.problems(settings));
    ObjectNode changed = MAPPER.createObjectNode().put("jsonDays", "ninety");
    assertFalse(schema.problems(changed).isEmpty());
  }
}
