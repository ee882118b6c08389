package dev.ecsinventory.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.schema.FileFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static final Map<String, String> LEAST =
      Map.of(
          "INVENTORY_BUCKET",
          "my-bucket",
          "INVENTORY_TABLE",
          "my-table",
          "AWS_REGION",
          "eu-west-1");

  @Test
  void everySettingHasItsDefault() {
    assertEquals(
        new Settings(
            "my-bucket",
            "my-table",
            "local",
            "eu-west-1",
            "inventory/",
            Set.of(FileFormat.JSON, FileFormat.PARQUET),
            List.of("eu-west-1"),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            true,
            10,
            396,
            Retention.UNKNOWN,
            Optional.empty(),
            Optional.empty()),
        Settings.from(LEAST));
  }

  @Test
  void everySettingIsMapped() {
    Map<String, String> environment = new HashMap<>(LEAST);
    environment.put("AWS_LAMBDA_FUNCTION_NAME", "exporter");
    environment.put("INVENTORY_PREFIX", "audit/ecs/");
    environment.put("INVENTORY_FORMATS", "parquet");
    environment.put("INVENTORY_REGIONS", "us-east-1, us-gov-west-1,cn-north-1");
    environment.put("INVENTORY_ROLES", "arn:aws:iam::210987654321:role/path/reader");
    environment.put("INVENTORY_EXTERNAL_ID", "audit-7");
    environment.put("INVENTORY_VERSION_RETENTION_DAYS", "30");
    environment.put("INVENTORY_JSON_RETENTION_DAYS", "90");
    environment.put("INVENTORY_PARQUET_RETENTION_DAYS", "400");
    environment.put("TAG_POLICY", "s3://policies/tags.json");
    environment.put("INVENTORY_EVENTS", "off");
    environment.put(
        "INVENTORY_STATE_MACHINE",
        "arn:aws:states:eu-west-1:123456789012:stateMachine:EcsInventory");
    environment.put("ECS_READS_PER_SECOND", "2.5");
    assertEquals(
        new Settings(
            "my-bucket",
            "my-table",
            "exporter",
            "eu-west-1",
            "audit/ecs/",
            Set.of(FileFormat.PARQUET),
            List.of("us-east-1", "us-gov-west-1", "cn-north-1"),
            List.of("arn:aws:iam::210987654321:role/path/reader"),
            Optional.of("audit-7"),
            Optional.of("s3://policies/tags.json"),
            false,
            2.5,
            30,
            new Retention(Optional.of(90), Optional.of(400)),
            Optional.of("arn:aws:states:eu-west-1:123456789012:stateMachine:EcsInventory"),
            Optional.empty()),
        Settings.from(environment));
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "INVENTORY_BUCKET|Not_A_Bucket|the name of an S3 bucket",
        "INVENTORY_BUCKET|''|the name of an S3 bucket",
        "INVENTORY_TABLE|no|the name or ARN of a DynamoDB table",
        "INVENTORY_PREFIX|''|is not a key prefix",
        "INVENTORY_PREFIX|no-slash|is not a key prefix",
        "INVENTORY_PREFIX|a//|is not a key prefix",
        "INVENTORY_FORMATS|''|has an empty item",
        "INVENTORY_FORMATS|json,csv|accepted are json, parquet",
        "INVENTORY_EVENTS|yes|is neither on nor off",
        "INVENTORY_STATE_MACHINE|EcsInventory|accepted is"
            + " arn:aws:states:REGION:ACCOUNT:stateMachine:NAME",
        "INVENTORY_REGIONS|''|has an empty item",
        "INVENTORY_REGIONS|us-east-1,eu-nowhere-9|accepted are af-south-1, ",
        "INVENTORY_ROLES|arn:aws:iam::12:role/x|accepted is arn:aws:iam::123456789012:role/NAME",
        "INVENTORY_ROLES|''|has an empty item",
        "INVENTORY_ROLES|arn:aws:iam::210987654321:role/a,arn:aws:iam::210987654321:role/p/b|\"arn:aws:iam::210987654321:role/p/b\""
            + " is another role of account 210987654321, which arn:aws:iam::210987654321:role/a"
            + " reads already; accepted is one role per account",
        "INVENTORY_EXTERNAL_ID|''|is not an external id",
        "INVENTORY_VERSION_RETENTION_DAYS|0|is not a number from 1 to 36500",
        "INVENTORY_VERSION_RETENTION_DAYS|1.5|is not a whole number",
        "INVENTORY_JSON_RETENTION_DAYS|0|is not a number from 1 to 36500",
        "INVENTORY_PARQUET_RETENTION_DAYS|1.5|is not a whole number",
        "INVENTORY_REGION|us-east-1|is not a setting; accepted are INVENTORY_ACCOUNTS,"
            + " INVENTORY_BUCKET, INVENTORY_EVENTS, INVENTORY_EXCLUDE_ACCOUNTS",
        "TAG_POLICY|''|accepted are classpath:PATH, file:PATH, s3://BUCKET/KEY and organizations",
        "TAG_POLICY|http://x|accepted are classpath:PATH",
        "ECS_READS_PER_SECOND|fast|is not a number from 0.1 to 10000",
        "ECS_READS_PER_SECOND|NaN|is not a number from 0.1 to 10000",
        "ECS_READS_PER_SECOND|0|is not a number from 0.1 to 10000"
      })
  void reportsTheSettingTheValueAndTheAcceptedValues(String name, String value, String accepted) {
    Map<String, String> environment = new HashMap<>(LEAST);
    environment.put(name, value);
    String message =
        assertThrows(InvalidInputException.class, () -> Settings.from(environment)).getMessage();
    assertTrue(message.contains(name + ": \""), message);
    assertTrue(message.contains(accepted), message);
  }

  @Test
  void reportsAllProblemsTogether() {
    Map<String, String> environment =
        Map.of(
            "INVENTORY_FORMATS", "csv",
            "INVENTORY_ROLES", "me",
            "INVENTORY_COLOUR", "blue",
            "ECS_READS_PER_SECOND", "x");
    InvalidInputException problems =
        assertThrows(InvalidInputException.class, () -> Settings.from(environment));
    assertEquals(7, problems.problems().size(), problems.getMessage());
  }

  @Test
  void reportsEveryFurtherRoleOfAnAccount() {
    Map<String, String> environment = new HashMap<>(LEAST);
    String role = "arn:aws:iam::%012d:role/%s";
    environment.put(
        "INVENTORY_ROLES",
        String.join(
            ",",
            role.formatted(1, "a"),
            role.formatted(2, "a"),
            role.formatted(1, "b"),
            role.formatted(2, "b"),
            role.formatted(1, "c"),
            role.formatted(3, "a"),
            role.formatted(1, "a")));
    InvalidInputException problems =
        assertThrows(InvalidInputException.class, () -> Settings.from(environment));
    assertEquals(3, problems.problems().size(), problems.getMessage());
  }
}
