package dev.ecsinventory.settings.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.settings.SettingKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * The settings that the resources of two templates reveal, for stacks of versions that do not store
 * their settings.
 */
final class TemplateSettings {
  /** A file that does not exist: a deployment without the policy then fails. */
  static final String POLICY_FILE = "deployed-tag-policy.json";

  private static final String ORGANIZATIONS = "organizations";

  private final StackTemplate exporter;
  private final Optional<StackTemplate> storage;
  private final Map<String, Object> given = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  TemplateSettings(StackTemplate exporter, Optional<StackTemplate> storage) {
    this.exporter = exporter;
    this.storage = storage;
  }

  DeployedSettings read() {
    schedule();
    function();
    exporter
        .properties("AWS::Athena::WorkGroup")
        .forEach(
            group ->
                put(
                    SettingKey.BYTES_SCANNED_LIMIT,
                    group.at("/WorkGroupConfiguration/BytesScannedCutoffPerQuery")));
    exporter
        .properties("AWS::Glue::Table")
        .map(table -> table.at("/TableInput/Parameters/projection.dt.range").asText())
        .filter(range -> range.contains(","))
        .findFirst()
        .ifPresent(range -> put(SettingKey.FIRST_DAY, range.split(",")[0]));
    exporter
        .properties("AWS::SNS::Subscription")
        .filter(subscription -> subscription.path("Protocol").asText().equals("email"))
        .forEach(subscription -> put(SettingKey.ALARM_EMAIL, subscription.path("Endpoint")));
    if (storage.isPresent()) {
      bucket(storage.get());
    } else {
      problems.add(
          "%s, %s, %s: the stack %s does not exist"
              .formatted(
                  SettingKey.KMS_KEY.key(),
                  SettingKey.ACCESS_LOGS.key(),
                  SettingKey.PARQUET_DAYS.key(),
                  DeployedStacks.STORAGE));
    }
    return new DeployedSettings(given, tagPolicyLocation(exporter), problems);
  }

  /** The location of a policy file in the function's environment; empty for other policies. */
  static Optional<String> tagPolicyLocation(StackTemplate exporter) {
    return variables(exporter)
        .map(variables -> variables.path(Settings.TAG_POLICY))
        .flatMap(exporter::text)
        .filter(Predicate.not(ORGANIZATIONS::equals));
  }

  private static Optional<JsonNode> variables(StackTemplate exporter) {
    return function(exporter).map(function -> function.at("/Environment/Variables"));
  }

  private static Optional<JsonNode> function(StackTemplate exporter) {
    return exporter
        .properties("AWS::Lambda::Function")
        .filter(function -> function.at("/Environment/Variables").has(Settings.BUCKET))
        .findFirst();
  }

  private void schedule() {
    exporter
        .properties("AWS::Scheduler::Schedule")
        .findFirst()
        .ifPresent(
            schedule -> {
              put(SettingKey.SCHEDULE, schedule.path("ScheduleExpression"));
              put(SettingKey.TIME_ZONE, schedule.path("ScheduleExpressionTimezone"));
            });
  }

  private void function() {
    Optional<JsonNode> function = function(exporter);
    if (function.isEmpty()) {
      problems.add("regions, memberRoles and others: the stack has no function");
      return;
    }
    put(SettingKey.MEMORY, function.get().path("MemorySize"));
    if (!function.get().has("ReservedConcurrentExecutions")) {
      put(SettingKey.RESERVED_CONCURRENCY, "false");
    }
    JsonNode variables = function.get().at("/Environment/Variables");
    putList(SettingKey.REGIONS, variables.path(Settings.REGIONS));
    putList(SettingKey.MEMBER_ROLES, variables.path(Settings.ROLES));
    put(SettingKey.EXTERNAL_ID, variables.path(Settings.EXTERNAL_ID));
    put(SettingKey.READS_PER_SECOND, variables.path(Settings.READS_PER_SECOND));
    put(SettingKey.VERSION_DAYS, variables.path(Settings.VERSION_RETENTION_DAYS));
    if (!variables.path(Settings.FORMATS).asText().equals("json,parquet")) {
      putList(SettingKey.FORMATS, variables.path(Settings.FORMATS));
    }
    tagPolicy(variables.path(Settings.TAG_POLICY));
  }

  private void tagPolicy(JsonNode variable) {
    if (variable.asText().equals(ORGANIZATIONS)) {
      put(SettingKey.TAG_POLICY, ORGANIZATIONS);
    } else if (!variable.isMissingNode()) {
      put(SettingKey.TAG_POLICY, POLICY_FILE);
      problems.add(
          "%s: this version of the stack does not store the file's path; set it"
              .formatted(SettingKey.TAG_POLICY.key()));
    }
  }

  private void bucket(StackTemplate template) {
    template
        .properties("AWS::S3::Bucket")
        .filter(bucket -> bucket.has("VersioningConfiguration"))
        .findFirst()
        .ifPresent(
            bucket -> {
              put(SettingKey.JSON_DAYS, lifecycle(bucket, "json"));
              put(SettingKey.PARQUET_DAYS, lifecycle(bucket, "parquet"));
              put(
                  SettingKey.KMS_KEY,
                  bucket.at(
                      "/BucketEncryption/ServerSideEncryptionConfiguration/0"
                          + "/ServerSideEncryptionByDefault/KMSMasterKeyID"));
              if (!bucket.has("LoggingConfiguration")) {
                put(SettingKey.ACCESS_LOGS, "false");
              }
            });
  }

  private static JsonNode lifecycle(JsonNode bucket, String id) {
    return StreamSupport.stream(bucket.at("/LifecycleConfiguration/Rules").spliterator(), false)
        .filter(rule -> rule.path("Id").asText().equals(id))
        .map(rule -> rule.path("ExpirationInDays"))
        .findFirst()
        .orElse(bucket.path(""));
  }

  private void putList(SettingKey key, JsonNode value) {
    text(key, value).ifPresent(text -> given.put(key.key(), List.of(text.split(","))));
  }

  private void put(SettingKey key, JsonNode value) {
    text(key, value).ifPresent(text -> put(key, text));
  }

  private void put(SettingKey key, String value) {
    if (!value.equals(key.preset())) {
      given.put(key.key(), value);
    }
  }

  private Optional<String> text(SettingKey key, JsonNode value) {
    Optional<String> text = exporter.text(value);
    if (text.isEmpty() && !value.isMissingNode()) {
      problems.add("%s: the template refers to another value: %s".formatted(key.key(), value));
    }
    return text;
  }
}
