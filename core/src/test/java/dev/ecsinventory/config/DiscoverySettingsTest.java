package dev.ecsinventory.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.model.Glob;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscoverySettingsTest {
  private static final Map<String, String> ORGANIZATION =
      Map.of(
          "INVENTORY_BUCKET",
          "my-bucket",
          "INVENTORY_TABLE",
          "my-table",
          "AWS_REGION",
          "eu-west-1",
          "INVENTORY_ACCOUNTS",
          "organization");

  private static Settings with(String... more) {
    Map<String, String> environment = new HashMap<>(ORGANIZATION);
    for (int index = 0; index < more.length; index += 2) {
      environment.put(more[index], more[index + 1]);
    }
    return Settings.from(environment);
  }

  @Test
  void theOrganizationIsReadInTheHomeRegionByDefault() {
    Settings settings = with();
    assertEquals(
        Optional.of(new Discovery(List.of(), "EcsInventoryReader", List.of(), List.of(), false)),
        settings.discovery());
    assertEquals(List.of("eu-west-1"), settings.regions());
  }

  @Test
  void everySettingIsMapped() {
    Settings settings =
        with(
            "INVENTORY_ACCOUNTS", "ou:ou-ab12-11111111, ou:ou-ab12-22222222",
            "INVENTORY_ROLE_NAME", "audit/Reader",
            "INVENTORY_EXCLUDE_ACCOUNTS", "111122223333,9*",
            "INVENTORY_EXCLUDE_REGIONS", "ap-*",
            "INVENTORY_REGIONS", "us-east-1,ap-south-1");
    assertEquals(
        Optional.of(
            new Discovery(
                List.of("ou-ab12-11111111", "ou-ab12-22222222"),
                "audit/Reader",
                List.of(new Glob("111122223333"), new Glob("9*")),
                List.of(new Glob("ap-*")),
                false)),
        settings.discovery());
    assertEquals(List.of("us-east-1"), settings.regions(), "an exclusion takes precedence");
  }

  @Test
  void enabledRegionsAreThoseOfThePartition() {
    Settings settings =
        with("INVENTORY_REGIONS", "enabled", "INVENTORY_EXCLUDE_REGIONS", "us-*,me-south-1");
    assertTrue(settings.discovery().orElseThrow().enabledRegions());
    assertTrue(settings.regions().contains("af-south-1"), settings.regions().toString());
    assertFalse(settings.regions().contains("us-east-1"), settings.regions().toString());
    assertFalse(settings.regions().contains("me-south-1"), settings.regions().toString());
    assertFalse(settings.regions().contains("cn-north-1"), settings.regions().toString());
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "INVENTORY_ACCOUNTS|all|accepted is organization, or one or more units such as"
            + " ou:ou-ab12-11111111",
        "INVENTORY_ACCOUNTS|organization,ou:ou-ab12-11111111|does not select accounts",
        "INVENTORY_ACCOUNTS|ou-ab12-11111111|does not select accounts",
        "INVENTORY_ACCOUNTS|''|has an empty item",
        "INVENTORY_ROLES|arn:aws:iam::210987654321:role/a|cannot be combined with"
            + " INVENTORY_ACCOUNTS, which finds the accounts; INVENTORY_ROLE_NAME names their role",
        "INVENTORY_ROLE_NAME|arn:aws:iam::210987654321:role/a|is not the name of a role",
        "INVENTORY_ROLE_NAME|''|is not the name of a role",
        "INVENTORY_EXCLUDE_ACCOUNTS|sandbox-*|is not an account ID or a glob of account IDs",
        "INVENTORY_EXCLUDE_REGIONS|EU|is not a Region or a glob of Regions",
        "INVENTORY_EXCLUDE_REGIONS|eu-*|excludes all Regions",
        "INVENTORY_REGIONS|enabled,us-east-1|is not an AWS Region"
      })
  void namesTheSettingTheValueAndWhatIsAccepted(String name, String value, String accepted) {
    String message =
        assertThrows(InvalidInputException.class, () -> with(name, value)).getMessage();
    assertTrue(message.contains(name + ": \""), message);
    assertTrue(message.contains(accepted), message);
  }

  @Test
  void settingsOfADiscoveryNeedOne() {
    Map<String, String> environment = new HashMap<>(ORGANIZATION);
    environment.remove("INVENTORY_ACCOUNTS");
    environment.put("INVENTORY_ROLE_NAME", "reader");
    environment.put("INVENTORY_EXCLUDE_ACCOUNTS", "1*");
    environment.put("INVENTORY_EXCLUDE_REGIONS", "ap-*");
    environment.put("INVENTORY_REGIONS", "enabled");
    InvalidInputException problems =
        assertThrows(InvalidInputException.class, () -> Settings.from(environment));
    assertEquals(
        List.of(
            "INVENTORY_ROLE_NAME: \"reader\" has no effect without INVENTORY_ACCOUNTS; set both",
            "INVENTORY_EXCLUDE_ACCOUNTS: \"1*\" has no effect without INVENTORY_ACCOUNTS; set both",
            "INVENTORY_EXCLUDE_REGIONS: \"ap-*\" has no effect without INVENTORY_ACCOUNTS; set"
                + " both",
            "INVENTORY_REGIONS: \"enabled\" needs INVENTORY_ACCOUNTS; without it, accepted is a"
                + " list of Regions"),
        problems.problems());
  }
}
