package dev.ecsinventory.settings;

import dev.ecsinventory.config.Discovery;
import dev.ecsinventory.settings.SettingForm.Choice;
import dev.ecsinventory.settings.SettingForm.Decimal;
import dev.ecsinventory.settings.SettingForm.Flag;
import dev.ecsinventory.settings.SettingForm.Text;
import dev.ecsinventory.settings.SettingForm.TextList;
import dev.ecsinventory.settings.SettingForm.Whole;
import dev.ecsinventory.settings.SettingForm.WordOrList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The keys of the settings file, which are also the context keys of the CDK app. Any other key is
 * rejected, so that a misspelt one does not silently mean the default.
 */
public enum SettingKey {
  ENGINE(
      "engine",
      new Choice(Engine.texts()),
      Engine.FUNCTION.text(),
      "function or stepfunctions",
      "What takes the snapshots: function is one Lambda function; stepfunctions is a state machine"
          + " that invokes it for each group of accounts.",
      "stepfunctions"),
  SCHEDULE(
      "schedule",
      new Text("^(rate|cron)\\(.+\\)$"),
      "rate(1 hour)",
      "rate(N minutes), rate(N hours), rate(N days) or cron(six fields), no gap longer than 84"
          + " hours",
      "When snapshots are taken: rate(...) or cron(...), no gap longer than 84 hours.",
      "cron(0 6 * * ? *)"),
  TIME_ZONE(
      "timeZone",
      new Text("^[A-Za-z0-9_+/-]+$"),
      "UTC",
      "a time zone of the IANA database, such as Europe/Berlin",
      "Time zone of a cron expression.",
      "Europe/Berlin"),
  REGIONS(
      "regions",
      new WordOrList(Discovery.ENABLED, "^[a-z]{2}(-[a-z]+)+-[0-9]+$"),
      "the stack's own Region",
      "a list of AWS Regions, or enabled if accounts are discovered",
      "Regions to read, in every account: all of them, including the stack's own. enabled reads the"
          + " Regions that each discovered account has enabled.",
      "[eu-central-1, us-east-1]"),
  ACCOUNTS(
      "accounts",
      new WordOrList(
          Discovery.ORGANIZATION, "^([0-9]{12}|" + Discovery.UNIT + Discovery.UNIT_FORM + ")$"),
      "the stack's own account",
      "organization, a list of units such as ou:ou-ab12-11111111, or a list of account IDs, each"
          + " with twelve digits in quotes",
      "Accounts to read in addition to the stack's own, through the role EcsInventoryReader: a"
          + " list of IDs; or organization, or a list of units (ou:ID), to discover them in each"
          + " snapshot.",
      "[\"210987654321\"]"),
  ROLE_NAME(
      "roleName",
      new Text("^" + Discovery.ROLE_NAME_FORM + "$"),
      Discovery.DEFAULT_ROLE_NAME,
      "the name of a role, which may have a path, if accounts are discovered",
      "Role to assume in each discovered account.",
      "EcsInventoryReader"),
  EXCLUDE_ACCOUNTS(
      "excludeAccounts",
      new TextList("^" + Discovery.ACCOUNT_FORM + "$"),
      "none",
      "a list of account IDs or globs of them, in quotes, if accounts are discovered",
      "Discovered accounts that are not read: IDs or globs. Exclusions take precedence.",
      "[\"111122223333\", \"9*\"]"),
  EXCLUDE_REGIONS(
      "excludeRegions",
      new TextList("^" + Discovery.REGION_FORM + "$"),
      "none",
      "a list of Regions or globs of them, if accounts are discovered and regions is set",
      "Regions that are not read in any discovered account: names or globs.",
      "[\"ap-*\"]"),
  MEMBER_ROLES(
      "memberRoles",
      new TextList("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]{1,576}$"),
      "none",
      "a list of role ARNs such as arn:aws:iam::123456789012:role/NAME",
      "Roles of accounts whose role has another name, one per account.",
      "[\"arn:aws:iam::210987654321:role/NAME\"]"),
  EXTERNAL_ID(
      "externalId",
      new Text("^[A-Za-z0-9_+=,.@:/-]{2,1224}$"),
      "none",
      "2 to 1224 letters, digits and +=,.@:/_- characters, given with accounts or memberRoles",
      "External ID that these roles require; set it together with accounts or memberRoles.",
      "SECRET"),
  READS_PER_SECOND(
      "readsPerSecond",
      new Decimal(0.1, 10_000),
      "10",
      "a number from 0.1 to 10000",
      "Request rate to ECS: calls per second per account and Region.",
      "5"),
  FORMATS(
      "formats",
      new TextList("^(json|parquet)$"),
      "json, parquet",
      "a list of json, parquet or both",
      "File formats of the history.",
      "[json, parquet]"),
  TAG_POLICY(
      "tagPolicy",
      new Text("^.+$"),
      "none: tags are not evaluated",
      "the path of a tag policy file, or organizations for the effective policy",
      "A tag policy file, relative to this file, or organizations for each account's effective"
          + " policy.",
      "policies/example.json"),
  MEMORY(
      "memoryMegabytes",
      new Whole(512, 10_240),
      "1024",
      "a whole number from 512 to 10240",
      "Memory of the function.",
      "1024"),
  RESERVED_CONCURRENCY(
      "reservedConcurrency",
      new Flag(),
      "true with engine: function, otherwise false",
      "true or false; only false with engine: stepfunctions",
      "Whether one execution is reserved for the function. An account whose concurrency limit is"
          + " 10 must use false.",
      "false"),
  JSON_DAYS(
      "jsonDays",
      new Whole(1, 36_500),
      "90",
      "a whole number of days from 1 to 36500",
      "Retention of JSON Lines, in days.",
      "90"),
  PARQUET_DAYS(
      "parquetDays",
      new Whole(1, 36_500),
      "2558",
      "a whole number of days from 1 to 36500",
      "Retention of Parquet, in days; 2558 are seven years.",
      "2558"),
  VERSION_DAYS(
      "versionDays",
      new Whole(1, 36_500),
      "396",
      "a whole number of days from 1 to 36500",
      "Retention of superseded versions and deleted items of the table, in days.",
      "396"),
  KMS_KEY(
      "kmsKey",
      new Text("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,128}$"),
      "keys that AWS owns or manages",
      "the ARN of a KMS key, arn:aws:kms:REGION:ACCOUNT:key/ID",
      "ARN of a KMS key for the bucket, the table and query results.",
      "arn:aws:kms:eu-central-1:123456789012:key/ID"),
  ACCESS_LOGS(
      "accessLogs",
      new Flag(),
      "true",
      "true or false",
      "Whether reads of the bucket are logged, to a separate bucket.",
      "false"),
  FIRST_DAY(
      "firstDay",
      new Text("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
      "2026-01-01",
      "the day of the first snapshot, as YYYY-MM-DD",
      "First day of Athena's tables; not later than the first snapshot.",
      "2026-01-01"),
  BYTES_SCANNED_LIMIT(
      "bytesScannedLimit",
      new Whole(10_000_000L, 999_999_999_999_999_999L),
      "10737418240",
      "a whole number of bytes, at least 10000000",
      "Number of bytes after which Athena cancels a query.",
      "10737418240"),
  ALARM_EMAIL(
      "alarmEmail",
      new Text("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$"),
      "none",
      "an e-mail address",
      "Address that receives alarms. AWS sends it a confirmation first.",
      "team@example.org");

  private final String key;
  private final SettingForm form;
  private final String preset;
  private final String accepted;
  private final String meaning;
  private final String example;

  SettingKey(
      String key,
      SettingForm form,
      String preset,
      String accepted,
      String meaning,
      String example) {
    this.key = key;
    this.form = form;
    this.preset = preset;
    this.accepted = accepted;
    this.meaning = meaning;
    this.example = example;
  }

  /** The key with that name. */
  public static Optional<SettingKey> named(String name) {
    return Arrays.stream(values()).filter(key -> key.key.equals(name)).findFirst();
  }

  /** All names, in the order of the file. */
  public static List<String> names() {
    return Arrays.stream(values()).map(SettingKey::key).toList();
  }

  /** The name in the settings file, in {@code cdk.json} and after {@code -c}. */
  public String key() {
    return key;
  }

  public SettingForm form() {
    return form;
  }

  /** The default, as text. */
  public String preset() {
    return preset;
  }

  /** The accepted values, as the end of a sentence. */
  public String accepted() {
    return accepted;
  }

  /** One or two sentences for the comment of the settings file. */
  public String meaning() {
    return meaning;
  }

  /** An accepted value, as YAML. */
  public String example() {
    return example;
  }
}
