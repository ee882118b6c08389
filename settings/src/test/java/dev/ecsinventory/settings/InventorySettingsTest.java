package dev.ecsinventory.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.settings.InventorySettings.Asking;
import dev.ecsinventory.settings.InventorySettings.Reading;
import dev.ecsinventory.settings.InventorySettings.Storing;
import dev.ecsinventory.settings.InventorySettings.Writing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InventorySettingsTest {
  @TempDir private Path root;

  @Test
  void hasDefaultForEveryKey() {
    assertEquals(
        new InventorySettings(
            new Schedule("rate(1 hour)", "UTC", Duration.ofHours(1), Duration.ofHours(1)),
            new Reading(
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            new Writing(
                Engine.FUNCTION, Settings.DEFAULT_FORMATS, new TagPolicySource.None(), 1024, true),
            new Storing(90, 2558, 396, Optional.empty(), true),
            new Asking(LocalDate.of(2026, 1, 1), 10_737_418_240L),
            Optional.empty()),
        from(Map.of()));
  }

  @Test
  void readsEveryKeyWithoutADiscovery() throws IOException {
    Files.writeString(
        root.resolve("policy.json"),
        "{\"tags\": {\"team\": {\"tag_key\": {\"@@assign\": \"Team\"}}}}");
    Map<String, Object> context =
        Map.ofEntries(
            Map.entry("engine", "function"),
            Map.entry("schedule", "cron(30 6 * * ? *)"),
            Map.entry("timeZone", "Europe/Berlin"),
            Map.entry("regions", "eu-west-1, eu-central-1"),
            Map.entry("accounts", "000000000001,000000000002"),
            Map.entry("memberRoles", List.of("arn:aws:iam::123456789012:role/Reader")),
            Map.entry("externalId", "secret-1"),
            Map.entry("readsPerSecond", 2.5),
            Map.entry("formats", "parquet"),
            Map.entry("tagPolicy", "policy.json"),
            Map.entry("memoryMegabytes", 2048.0),
            Map.entry("reservedConcurrency", "false"),
            Map.entry("jsonDays", "7"),
            Map.entry("parquetDays", 30),
            Map.entry("versionDays", 31),
            Map.entry("kmsKey", "arn:aws:kms:eu-west-1:123456789012:key/1234-abcd"),
            Map.entry("accessLogs", false),
            Map.entry("firstDay", "2026-03-01"),
            Map.entry("bytesScannedLimit", "10000000"),
            Map.entry("alarmEmail", "team@example.org"));
    assertEquals(
        new InventorySettings(
            new Schedule(
                "cron(30 6 * * ? *)", "Europe/Berlin", Duration.ofDays(1), Duration.ofDays(1)),
            new Reading(
                List.of("eu-west-1", "eu-central-1"),
                List.of("000000000001", "000000000002"),
                List.of("arn:aws:iam::123456789012:role/Reader"),
                Optional.of("secret-1"),
                Optional.of("2.5"),
                Optional.empty()),
            new Writing(
                Engine.FUNCTION,
                Set.of(FileFormat.PARQUET),
                new TagPolicySource.LocalFile(root.resolve("policy.json")),
                2048,
                false),
            new Storing(
                7, 30, 31, Optional.of("arn:aws:kms:eu-west-1:123456789012:key/1234-abcd"), false),
            new Asking(LocalDate.of(2026, 3, 1), 10_000_000L),
            Optional.of("team@example.org")),
        from(context));
    // The others need a discovery: DiscoveredAccountsTest.
    assertEquals(SettingKey.values().length - 3, context.size());
  }

  @Test
  void reservesNoConcurrencyForAStateMachine() {
    Writing writing = from(Map.of("engine", "stepfunctions")).writing();
    assertEquals(Engine.STEP_FUNCTIONS, writing.engine());
    assertFalse(writing.reservedConcurrency());
    assertFalse(
        from(Map.of("engine", "stepfunctions", "reservedConcurrency", false))
            .writing()
            .reservedConcurrency());
    assertTrue(
        assertThrows(
                InvalidInputException.class,
                () -> from(Map.of("engine", "stepfunctions", "reservedConcurrency", true)))
            .getMessage()
            .contains("this engine needs several"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          engine            | fargate            | is not an engine
          accounts          | 12345              | has the wrong form
          reservedConcurrency | 1                | is neither
          schedule          | every day          | is not a schedule
          schedule          | rate(1 hours)      | is not a schedule
          schedule          | rate(7 days)       | leaves 168 hours without a run
          schedule          | cron(0 6 * * *)    | has 5 cron fields instead of six
          schedule          | cron(0 6 ? * ? *)  | must have ? as either its day of month or day of week
          schedule          | cron(61 * * * ? *) | has "61" as its minutes
          schedule          | cron(0 6 * * ? 2027) | would stop for good: its year must be *
          timeZone          | Mars/Olympus       | is not a time zone
          regions           | eu-west-1,mars-1   | has "mars-1", which is not an AWS Region
          regions           | eu-west-1,         | is empty or has an empty item
          readsPerSecond    | 0                  | is out of range
          readsPerSecond    | many               | is not a number
          formats           | csv                | has "csv", which is not a format
          tagPolicy         | missing.json       | is not a file that can be read
          memoryMegabytes   | 128                | is out of range
          memoryMegabytes   | 1GB                | is not a whole number
          jsonDays          | 0                  | is out of range
          parquetDays       | -1                 | is not a whole number
          versionDays       | 36501              | is out of range
          kmsKey            | alias/inventory    | has the wrong form
          accessLogs        | yes                | is neither
          firstDay          | yesterday          | is not a day
          bytesScannedLimit | 9999999            | is out of range
          alarmEmail        | nobody             | has the wrong form
          """)
  void rejectsBadValue(String key, String value, String problem) {
    SettingKey contextKey =
        List.of(SettingKey.values()).stream()
            .filter(candidate -> candidate.key().equals(key))
            .findFirst()
            .orElseThrow();
    assertEquals(
        "%s: \"%s\" %s; accepted is %s".formatted(key, value, problem, contextKey.accepted()),
        problems(Map.of(key, value)).getFirst());
  }

  @Test
  void reportsAllProblemsTogether() {
    assertEquals(
        3, problems(Map.of("schedule", "never", "jsonDays", "x", "alarmEmail", "x")).size());
  }

  @Test
  void rejectsMisspeltKey() {
    assertEquals(
        "scedule: \"rate(1 hour)\" is not a context key (did you mean schedule?); accepted are "
            + String.join(", ", SettingKey.names()),
        problems(Map.of("scedule", "rate(1 hour)")).getFirst());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Schedule", "time-zone", "member_roles", "jsonDays2", "tag policy", ""})
  void rejectsEveryOtherKey(String key) {
    String problem = problems(Map.of(key, "rate(1 hour)")).getFirst();
    assertTrue(problem.startsWith(key + ": \"rate(1 hour)\" is not a context key"), problem);
  }

  @Test
  void leavesKeysOfTheToolkitAlone() {
    from(
        Map.of(
            "@aws-cdk/core:checkSecretUsage", true,
            "aws:cdk:bundling-stacks", List.of("**"),
            "availability-zones:account=123456789012:region=eu-west-1", List.of("eu-west-1a"),
            "acknowledged-issue-numbers", List.of(1),
            "cli-telemetry", false));
  }

  @Test
  void rejectsValuesOfTheWrongKind() {
    String accepted = "; accepted is " + SettingKey.REGIONS.accepted();
    assertEquals(
        List.of("regions: \"{eu=west}\" is neither text nor a list" + accepted),
        problems(Map.of("regions", Map.of("eu", "west"))));
    assertEquals(
        List.of("regions: \"[null]\" is empty or has an empty item" + accepted),
        problems(Map.of("regions", Collections.singletonList(null))));
    assertEquals(
        List.of("regions: \"\" is empty or has an empty item" + accepted),
        problems(Map.of("regions", List.of())));
    assertEquals(
        List.of("regions: \"1.5\" has \"1.5\", which is not an AWS Region" + accepted),
        problems(Map.of("regions", 1.5)));
    assertTrue(
        problems(Map.of("jsonDays", 1.5)).getFirst().contains("\"1.5\" is not a whole number"));
    assertTrue(problems(Map.of("schedule", true)).getFirst().contains("is not a schedule"));
  }

  @Test
  void requiresOneMemberRolePerAccount() {
    String role = "arn:aws:iam::%012d:role/%s";
    List<String> roles =
        List.of(role.formatted(1, "a"), role.formatted(2, "a"), role.formatted(1, "b"));
    List<String> problems = problems(Map.of("memberRoles", roles, "externalId", "secret"));
    assertEquals(1, problems.size(), problems::toString);
    assertTrue(problems.getFirst().contains("has more than one role of account 000000000001"));
  }

  @Test
  void wantsAnAccountEitherByIdOrByRole() {
    List<String> problems =
        problems(
            Map.of(
                "accounts", "123456789012",
                "memberRoles", "arn:aws:iam::123456789012:role/Reader",
                "externalId", "secret"));
    assertEquals(1, problems.size(), problems::toString);
    assertTrue(problems.getFirst().contains("has more than one role of account 123456789012"));
  }

  @Test
  void readsAccountsThroughTheRoleThatTheMemberStackCreates() {
    Reading reading = from(Map.of("accounts", "210987654321", "externalId", "secret")).reading();
    assertEquals(
        List.of("arn:aws-cn:iam::210987654321:role/EcsInventoryReader"), reading.roles("aws-cn"));
    assertEquals(List.of("210987654321"), reading.accountIds());
  }

  @Test
  void wantsExternalIdWithMemberRoles() {
    assertEquals(
        1, problems(Map.of("memberRoles", "arn:aws:iam::123456789012:role/Reader")).size());
    assertEquals(1, problems(Map.of("accounts", "123456789012")).size());
    assertEquals(1, problems(Map.of("externalId", "secret")).size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"tags":         | is not a tag policy: policy.json
          {"tag": {}}      | is not a tag policy: policy.json
          {"tags": {"team": {"tag_key": 1}}} | is not a tag policy: policy.json
          {"rules": [{"tag_policies": ["file:other.json"]}]} | is not a tag policy: policy.json
          """)
  void rejectsFileThatIsNoTagPolicy(String text, String problem) throws IOException {
    Files.writeString(root.resolve("policy.json"), text);
    String found = problems(Map.of("tagPolicy", "policy.json")).getFirst();
    assertTrue(found.startsWith("tagPolicy: \"policy.json\" " + problem), found);
  }

  @Test
  void acceptsEffectivePolicyOfOrganization() {
    assertEquals(
        new TagPolicySource.Organizations(),
        from(Map.of("tagPolicy", "organizations")).writing().tagPolicy());
  }

  private List<String> problems(Map<String, Object> context) {
    return assertThrows(InvalidInputException.class, () -> from(context)).problems();
  }

  private InventorySettings from(Map<String, Object> context) {
    return InventorySettings.from(new SettingSources(Optional.empty(), context, root));
  }
}
