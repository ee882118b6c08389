package dev.ecsinventory.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ecsinventory.config.Discovery;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.model.Glob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings with which the function finds the accounts of an organization. */
class DiscoveredAccountsTest {
  private static final String EVERYTHING =
      """
      accounts: ["ou:ou-ab12-11111111", "ou:ou-ab12-22222222"]
      roleName: audit/Reader
      externalId: secret
      regions: [us-east-1, ap-south-1, ap-east-1]
      excludeAccounts: ["111122223333", "9*"]
      excludeRegions: [ap-e*]
      """;

  private static InventorySettings settings(String text) {
    return InventorySettings.from(
        SettingSources.of(SettingsFileParser.parse(Path.of("inventory.yaml"), text)));
  }

  private static List<String> problems(String text) {
    return assertThrows(InvalidInputException.class, () -> settings(text)).problems();
  }

  @Test
  void areTheOrganizationsOrThoseOfUnits() {
    assertEquals(
        Optional.of(new Discovery(List.of(), "EcsInventoryReader", List.of(), List.of(), true)),
        settings("accounts: organization\nregions: enabled\nexternalId: secret\n")
            .reading()
            .discovery());
    InventorySettings.Reading units = settings(EVERYTHING).reading();
    assertEquals(
        Optional.of(
            new Discovery(
                List.of("ou-ab12-11111111", "ou-ab12-22222222"),
                "audit/Reader",
                List.of(new Glob("111122223333"), new Glob("9*")),
                List.of(new Glob("ap-e*")),
                false)),
        units.discovery());
    assertEquals(List.of("us-east-1", "ap-south-1"), units.regionsToRead());
    assertEquals(List.of(), units.accountIds());
  }

  @Test
  void areThoseOfTheDocumentation() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "organization.md"));
    InventorySettings.Reading reading =
        settings(page.split("```yaml\n", 2)[1].split("```", 2)[0]).reading();
    assertEquals(List.of(new Glob("ap-*")), reading.discovery().orElseThrow().excludedRegions());
    for (String variable : FunctionVariables.of(settings(EVERYTHING), "aws").keySet()) {
      assertEquals(
          variable.matches("INVENTORY_(ACCOUNTS|ROLE_NAME|EXTERNAL_ID|REGIONS|EXCLUDE_.*)"),
          page.contains("` | `" + variable + "` |"),
          variable);
    }
  }

  /** The function accepts every variable, and reads it as the settings were meant. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        EVERYTHING,
        "accounts: organization\nexternalId: secret\n",
        "accounts: organization\nexternalId: secret\nregions: enabled\nexcludeRegions: ['ap-*']\n",
        "accounts: organization\nexternalId: secret\nregions: [eu-west-1]\nexcludeAccounts: ['9*']"
      })
  void areTheFunctionsVariables(String text) {
    InventorySettings settings = settings(text);
    Map<String, String> variables = new HashMap<>(FunctionVariables.of(settings, "aws"));
    variables.put(Settings.BUCKET, "my-bucket");
    variables.put(Settings.TABLE, "my-table");
    variables.put("AWS_REGION", "us-east-1");
    Settings function = Settings.from(variables);
    assertEquals(settings.reading().discovery(), function.discovery());
    assertEquals(Optional.of("secret"), function.externalId());
    if (!settings.reading().regions().isEmpty()) {
      assertEquals(settings.reading().regionsToRead(), function.regions());
    }
  }

  @Test
  void haveOneVariablePerSetting() {
    Map<String, String> variables = FunctionVariables.of(settings(EVERYTHING), "aws");
    assertEquals("ou:ou-ab12-11111111,ou:ou-ab12-22222222", variables.get("INVENTORY_ACCOUNTS"));
    assertEquals("audit/Reader", variables.get("INVENTORY_ROLE_NAME"));
    assertEquals("111122223333,9*", variables.get("INVENTORY_EXCLUDE_ACCOUNTS"));
    assertEquals("ap-e*", variables.get("INVENTORY_EXCLUDE_REGIONS"));
    assertEquals("us-east-1,ap-south-1,ap-east-1", variables.get("INVENTORY_REGIONS"));
  }

  /** One message for each mistake. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          accounts: everything                              | "everything" is text instead of organization or a list of texts
          accounts: ['ou:ou-1']                             | "ou:ou-1" has the wrong form
          accounts: ['ou-ab12-11111111']                    | "ou-ab12-11111111" has the wrong form
          accounts: [organization, '111122223333']          | "organization,111122223333" is more than one of organization, units and IDs
          accounts: ['ou:ou-ab12-11111111', '111122223333'] | "ou:ou-ab12-11111111,111122223333" is more than one of organization, units and IDs
          accounts: organization; roleName: a b             | "a b" has the wrong form
          accounts: organization; roleName: /Reader         | "/Reader" has the wrong form
          accounts: organization; excludeAccounts: [prod]   | "prod" has the wrong form
          accounts: organization; excludeAccounts: 9*       | "9*" is text instead of a list of texts
          accounts: organization; regions: [eu-west-1]; excludeRegions: [EU]    | "EU" has the wrong form
          accounts: organization; regions: [eu-west-1]; excludeRegions: ['eu*'] | "eu*" excludes all Regions of regions
          accounts: organization; regions: enabled; excludeRegions: ['*-*'] | "*-*" excludes all Regions
          accounts: organization; regions: enabled; excludeRegions: ['[a-m]*', '*'] | "[a-m]*,*" has the wrong form
          accounts: organization; excludeAccounts: ['1*', '*'] | "1*,*" excludes all accounts
          accounts: organization; excludeAccounts: ['????????????'] | "????????????" excludes all accounts
          accounts: ['111122223333']; regions: [us-east-1, cn-north-1] | "us-east-1,cn-north-1" has Regions of several partitions
          accounts: organization; excludeRegions: ['ap-*']  | "ap-*" is set without regions, so that only one Region is read
          accounts: organization; regions: [enabled, eu-west-1] | "enabled,eu-west-1" has enabled and names of Regions
          accounts: organization; memberRoles: ['arn:aws:iam::111122223333:role/A'] | "arn:aws:iam::111122223333:role/A" cannot be combined with accounts that are discovered
          accounts: ['111122223333']; regions: enabled      | "enabled" is set, but accounts are not discovered
          accounts: ['111122223333']; roleName: Reader      | "Reader" is set, but accounts are not discovered
          accounts: ['111122223333']; excludeAccounts: ['9*'] | "9*" is set, but accounts are not discovered
          accounts: ['111122223333']; excludeRegions: ['ap-*'] | "ap-*" is set, but accounts are not discovered
          """)
  void rejectContradictions(String text, String problem) {
    List<String> problems = problems(text.replace("; ", "\n") + "\nexternalId: secret\n");
    assertEquals(1, problems.size(), problems::toString);
    assertEquals(true, problems.getFirst().contains(": " + problem), problems::toString);
  }

  @Test
  void needAnExternalId() {
    assertEquals(
        List.of(
            "externalId: is not set, but the roles of accounts and memberRoles require it; accepted"
                + " is "
                + SettingKey.EXTERNAL_ID.accepted()),
        problems("accounts: organization\n"));
  }

  @Test
  void reportAllMistakesAtOnce() {
    assertEquals(
        4,
        problems(
                """
                accounts: organization
                roleName: a b
                excludeAccounts: [prod]
                regions: [mars-1]
                """)
            .size());
  }

  @Test
  void areRestoredAsTheyWereGiven() {
    for (String text :
        List.of(EVERYTHING, "accounts: organization\nregions: enabled\nexternalId: secret\n")) {
      Map<String, Object> given =
          EffectiveSettings.of(
                  SettingSources.of(SettingsFileParser.parse(Path.of("inventory.yaml"), text)))
              .given();
      String written = SettingsTemplate.text(given, "schema.json");
      assertEquals(settings(text), settings(written), written);
    }
  }

  private static InventoryScope scope(String text) {
    return InventoryScope.of(settings(text + "\nexternalId: secret\n").reading(), "us-east-1");
  }

  /** What a deployed stack reads and the next one does not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          accounts: organization | accounts: organization | nothing
          accounts: organization | accounts: ['ou:ou-ab12-11111111'] | accounts: the deployed stack reads organization, these settings do not
          accounts: organization | accounts: ['111122223333'] | accounts: the deployed stack reads organization, these settings do not
          accounts: ['ou:ou-ab12-11111111'] | accounts: organization | nothing
          accounts: ['ou:ou-ab12-11111111'] | accounts: ['ou:ou-ab12-22222222'] | accounts: the deployed stack reads ou:ou-ab12-11111111, these settings do not
          accounts: ['111122223333'] | accounts: organization | nothing
          accounts: ['111122223333'] | accounts: organization; excludeAccounts: ['1111*'] | accounts: the deployed stack reads 111122223333, these settings do not
          accounts: ['111122223333'] | accounts: organization; excludeAccounts: ['9999*'] | accounts: the deployed stack reads 999988887777, these settings do not
          accounts: ['999988887777'] | accounts: organization; excludeAccounts: ['999988887777'] | accounts: the deployed stack reads 999988887777, these settings do not
          accounts: ['999988887777'] | accounts: ['111122223333'] | nothing
          accounts: organization | accounts: organization; excludeAccounts: ['1111*'] | excludeAccounts: these settings exclude 1111*, the deployed stack does not
          accounts: organization; excludeAccounts: ['1*'] | accounts: organization; excludeAccounts: ['11*', '1?2'] | nothing
          accounts: organization; excludeAccounts: ['1?'] | accounts: organization; excludeAccounts: ['1*'] | excludeAccounts: these settings exclude 1*, the deployed stack does not
          accounts: organization; excludeAccounts: ['9*'] | accounts: organization | nothing
          accounts: organization; regions: enabled | accounts: organization; regions: [us-east-1] | regions: the deployed stack reads enabled, these settings do not
          accounts: organization; regions: enabled; excludeRegions: ['e*'] | accounts: organization; regions: [us-east-1] | regions: the deployed stack reads enabled, these settings do not
          accounts: ['ou:ou-ab12-11111111']; excludeAccounts: ['*11'] | accounts: ['ou:ou-ab12-11111111']; excludeAccounts: ['*11'] | nothing
          accounts: organization; regions: [eu-west-1] | accounts: organization; regions: enabled | nothing
          accounts: organization; regions: [eu-west-1] | accounts: organization; regions: enabled; excludeRegions: ['eu-*'] | regions: the deployed stack reads eu-west-1, these settings do not
          accounts: organization; regions: enabled | accounts: organization; regions: enabled; excludeRegions: ['eu-*'] | excludeRegions: these settings exclude eu-*, the deployed stack does not
          accounts: organization; regions: [eu-west-1, ap-east-1]; excludeRegions: ['ap-*'] | accounts: organization; regions: [eu-west-1] | nothing
          """)
  void areComparedWithTheDeployedOnes(String deployed, String next, String missing) {
    assertEquals(
        missing.equals("nothing") ? List.of() : List.of(missing),
        scope(deployed.replace("; ", "\n"))
            .missingIn(scope(next.replace("; ", "\n")), "999988887777"));
  }

  @Test
  void areKnownOnlyWhenASnapshotBegins() {
    InventoryScope organization = scope("accounts: organization");
    assertEquals(true, organization.discovers());
    assertEquals(Set.of("organization"), organization.accounts());
    InventoryScope ids = scope("accounts: ['111122223333']");
    assertEquals(false, ids.discovers());
    assertEquals(true, ids.hasIds());
  }
}
