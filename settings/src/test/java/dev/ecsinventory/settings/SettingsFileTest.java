package dev.ecsinventory.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.config.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {
  @TempDir private Path folder;

  /** A text of a file, and the one problem with it after the file's name. */
  record Rejection(String text, String problem, boolean schemaRejects) {
    static Rejection of(String text, String problem) {
      return new Rejection(text, problem, true);
    }

    /** One that only the parser knows. */
    static Rejection beyondTheSchema(String text, String problem) {
      return new Rejection(text, problem, false);
    }
  }

  @Test
  void thatIsADanglingLinkIsNotTakenForNone() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("inventory.yaml"), Path.of("none.yaml"));
    for (Executable reading :
        List.<Executable>of(() -> SettingsFile.find(link), () -> SettingsFile.read(link))) {
      InvalidInputException problem = assertThrows(InvalidInputException.class, reading);
      assertTrue(
          problem.getMessage().contains("is a symbolic link to a file that does not exist"),
          problem.getMessage());
    }
    assertEquals(Optional.empty(), SettingsFile.find(folder.resolve("other.yaml")));
  }

  static List<Rejection> rejections() {
    String roles = "memberRoles: ['arn:aws:iam::123456789012:role/A']\n";
    return List.of(
        Rejection.of(
            "regons: [us-east-1]", "#/regons (line 1): is not a setting (did you mean regions?)"),
        Rejection.of(
            "\n\nSchedule: rate(1 hour)",
            "#/Schedule (line 3): is not a setting (did you mean schedule?)"),
        Rejection.of(
            "allowSmallerScope: true",
            "#/allowSmallerScope (line 1): is not a setting; accepted are engine"),
        Rejection.beyondTheSchema(
            "engine: stepfunctions\nreservedConcurrency: true",
            "#/reservedConcurrency (line 2): \"true\" is one execution, and this engine needs"
                + " several"),
        Rejection.of("schedule: every day", "#/schedule (line 1): \"every day\" is not a schedule"),
        Rejection.of("schedule: 5", "#/schedule (line 1): \"5\" is a number instead of text"),
        Rejection.of("schedule:", "#/schedule (line 1): is empty instead of text"),
        Rejection.of("schedule: [rate(1 hour)]", "#/schedule (line 1): is a list instead of text"),
        Rejection.of(
            "regions: eu-west-1",
            "#/regions (line 1): \"eu-west-1\" is text instead of enabled or a list of texts"),
        Rejection.of("regions: []", "#/regions (line 1): \"\" is empty or has an empty item"),
        Rejection.of(
            "regions: {eu: west}", "#/regions (line 1): is a mapping instead of enabled or a list"),
        Rejection.of(
            "regions:\n  - eu-west-1\n  - 7",
            "#/regions (line 3): \"7\" is a number instead of text in quotes"),
        Rejection.of("regions: ['']", "#/regions (line 1): \"\" is empty or has an empty item"),
        Rejection.of(
            "accounts: [210987654321]\nexternalId: secret",
            "#/accounts (line 1): \"210987654321\" is a number instead of text in quotes"),
        Rejection.of(
            "accounts: ['12']\nexternalId: secret",
            "#/accounts (line 1): \"12\" has the wrong form"),
        Rejection.of(
            "accounts: ['210987654321']",
            "externalId: is not set, but the roles of accounts and memberRoles require it"),
        Rejection.of(
            "externalId: secret",
            "#/externalId (line 1): \"secret\" is set without accounts or memberRoles"),
        Rejection.of(roles + "externalId: s", "#/externalId (line 2): \"s\" has the wrong form"),
        Rejection.of(
            "memberRoles: ['arn:aws:iam::1:role/A']\nexternalId: secret",
            "#/memberRoles (line 1): \"arn:aws:iam::1:role/A\" has the wrong form"),
        Rejection.of(
            "accounts: all\nexternalId: secret",
            "#/accounts (line 1): \"all\" is text instead of organization or a list of texts"),
        Rejection.of(
            "accounts: ['ou:ou-1']\nexternalId: secret",
            "#/accounts (line 1): \"ou:ou-1\" has the wrong form"),
        Rejection.of(
            "roleName: Reader",
            "#/roleName (line 1): \"Reader\" is set, but accounts are not discovered"),
        Rejection.of(
            "excludeAccounts: ['9*']",
            "#/excludeAccounts (line 1): \"9*\" is set, but accounts are not discovered"),
        Rejection.of(
            "accounts: organization\nexternalId: secret\nexcludeRegions: ['ap-*']",
            "#/excludeRegions (line 3): \"ap-*\" is set without regions"),
        Rejection.of("readsPerSecond: 0", "#/readsPerSecond (line 1): \"0\" is out of range"),
        Rejection.of(
            "readsPerSecond: '10'",
            "#/readsPerSecond (line 1): \"10\" is text instead of a number"),
        Rejection.of(
            "formats: [csv]", "#/formats (line 1): \"csv\" has \"csv\", which is not a format"),
        Rejection.of("memoryMegabytes: 128", "#/memoryMegabytes (line 1): \"128\" is out of range"),
        Rejection.of(
            "memoryMegabytes: 1024.5",
            "#/memoryMegabytes (line 1): \"1024.5\" is not a whole number"),
        Rejection.of(
            "memoryMegabytes: 1 GB",
            "#/memoryMegabytes (line 1): \"1 GB\" is text instead of a whole number"),
        Rejection.of(
            "reservedConcurrency: 1",
            "#/reservedConcurrency (line 1): \"1\" is a number instead of true or false"),
        Rejection.of("jsonDays: 0", "#/jsonDays (line 1): \"0\" is out of range"),
        Rejection.of("parquetDays: 36501", "#/parquetDays (line 1): \"36501\" is out of range"),
        Rejection.of("versionDays: -1", "#/versionDays (line 1): \"-1\" is not a whole number"),
        Rejection.of(
            "kmsKey: alias/inventory", "#/kmsKey (line 1): \"alias/inventory\" has the wrong form"),
        Rejection.of(
            "accessLogs: 'true'",
            "#/accessLogs (line 1): \"true\" is text instead of true or false"),
        Rejection.of("firstDay: yesterday", "#/firstDay (line 1): \"yesterday\" is not a day"),
        Rejection.of("bytesScannedLimit: 1", "#/bytesScannedLimit (line 1): \"1\" is out of range"),
        Rejection.of("alarmEmail: team", "#/alarmEmail (line 1): \"team\" has the wrong form"),
        Rejection.of("just text", " (line 1): is text instead of settings"),
        Rejection.of("- a list", " (line 1): is a list instead of settings"),
        Rejection.beyondTheSchema("jsonDays: 1\njsonDays: 2", "#/jsonDays (line 2): is set twice"),
        Rejection.beyondTheSchema("? [a]\n: b", " (line 1): has a key that is no text"),
        Rejection.beyondTheSchema(
            "schedule: 'rate(1 hour", " (line 1): is not YAML: found unexpected end of stream"),
        Rejection.beyondTheSchema("a: 1\n---\nb: 2", "is not YAML: but found another document"),
        Rejection.beyondTheSchema(
            "regions: !Ref X", "#/regions (line 1): \"X\" is of the YAML type !Ref"),
        Rejection.beyondTheSchema(
            "timeZone: Mars/Olympus", "#/timeZone (line 1): \"Mars/Olympus\" is not a time zone"),
        Rejection.beyondTheSchema(
            "regions: [mars-north-1]",
            "#/regions (line 1): \"mars-north-1\" has \"mars-north-1\", which is not an AWS"
                + " Region"),
        Rejection.beyondTheSchema(
            "schedule: rate(7 days)",
            "#/schedule (line 1): \"rate(7 days)\" leaves 168 hours without a run"),
        Rejection.beyondTheSchema(
            "firstDay: 2026-02-30", "#/firstDay (line 1): \"2026-02-30\" is not a day"),
        Rejection.beyondTheSchema("accessLogs: yes", "#/accessLogs (line 1): \"yes\" is neither"),
        Rejection.beyondTheSchema(
            "tagPolicy: missing.json",
            "#/tagPolicy (line 1): \"missing.json\" is not a file that can be read"));
  }

  @ParameterizedTest
  @MethodSource("rejections")
  void reportsWhatIsWrongAndWhere(Rejection rejection) throws IOException {
    Path file = write(rejection.text());
    List<String> problems = problems(file);
    assertEquals(
        1,
        problems.stream().filter(one -> one.contains(rejection.problem())).count(),
        () -> rejection.problem() + " is not in " + problems);
    assertTrue(
        problems.stream()
            .allMatch(one -> one.startsWith(file.toString()) || one.startsWith("externalId")),
        problems::toString);
  }

  @Test
  void reportsEverythingAtOnce() throws IOException {
    List<String> problems =
        problems(write("regons: []\njsonDays: x\nalarmEmail: x\nkmsKey: 1\nengine: fargate\n"));
    assertEquals(5, problems.size(), problems::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# only comments\n", "---\n", "null\n", "{}\n"})
  void mayHaveNoSettings(String text) throws IOException {
    assertEquals(
        InventorySettings.from(new SettingSources(Optional.empty(), Map.of(), folder)),
        InventorySettings.from(SettingSources.of(SettingsFile.read(write(text)))));
  }

  @Test
  void isOverriddenByContext() throws IOException {
    SettingsFile file = SettingsFile.read(write("jsonDays: 30\nparquetDays: 60\n"));
    InventorySettings settings =
        InventorySettings.from(
            new SettingSources(Optional.of(file), Map.of("jsonDays", "7"), folder));
    assertEquals(7, settings.storing().jsonDays());
    assertEquals(60, settings.storing().parquetDays());
  }

  @Test
  void findsThePolicyNextToIt() throws IOException {
    Files.writeString(
        folder.resolve("policy.json"),
        "{\"tags\": {\"team\": {\"tag_key\": {\"@@assign\": \"Team\"}}}}");
    InventorySettings settings =
        InventorySettings.from(
            SettingSources.of(SettingsFile.read(write("tagPolicy: policy.json"))));
    assertEquals(
        new TagPolicySource.LocalFile(folder.toAbsolutePath().resolve("policy.json")),
        settings.writing().tagPolicy());
  }

  @Test
  void namesTheCommandThatCreatesIt() {
    Path missing = folder.resolve("none.yaml");
    List<String> problems =
        assertThrows(InvalidInputException.class, () -> SettingsFile.read(missing)).problems();
    assertEquals(
        List.of(
            missing
                + ": does not exist; create it: ./ecs-inventory init (or, for a deployed inventory,"
                + " ./ecs-inventory init --from-deployed)"),
        problems);
  }

  @Test
  void namesTheEncodingThatItMustHave() throws IOException {
    Path file = folder.resolve("inventory.yaml");
    Files.write(file, new byte[] {'a', (byte) 0xE9, ':'});
    assertEquals(
        List.of(file + ": its encoding is not UTF-8"),
        assertThrows(InvalidInputException.class, () -> SettingsFile.read(file)).problems());
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("inventory.yaml"), text);
  }

  private static List<String> problems(Path file) {
    return assertThrows(
            InvalidInputException.class,
            () -> InventorySettings.from(SettingSources.of(SettingsFile.read(file))))
        .problems();
  }
}
