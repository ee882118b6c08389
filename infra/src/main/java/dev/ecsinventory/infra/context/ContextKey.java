package dev.ecsinventory.infra.context;

/**
 * The context keys of the app. Any other key is rejected, so that a misspelt one does not pass for
 * a default, but for those that CDK itself puts into the context.
 */
public enum ContextKey {
  SCHEDULE(
      "schedule",
      "rate(N minutes), rate(N hours), rate(N days) or cron(six fields), no gap longer than 84"
          + " hours"),
  TIME_ZONE("timeZone", "a time zone of the IANA database, such as Europe/Berlin"),
  REGIONS("regions", "a list of AWS Regions, separated by commas"),
  MEMBER_ROLES(
      "memberRoles",
      "a list of role ARNs such as arn:aws:iam::123456789012:role/NAME, separated by commas"),
  EXTERNAL_ID(
      "externalId", "2 to 1224 letters, digits and +=,.@:/_- characters, given with memberRoles"),
  READS_PER_SECOND("readsPerSecond", "a number from 0.1 to 10000"),
  FORMATS("formats", "json, parquet or both, separated by a comma"),
  TAG_POLICY(
      "tagPolicy", "the path of a tag policy file, or organizations for the effective policy"),
  MEMORY("memoryMegabytes", "a whole number from 512 to 10240"),
  JSON_DAYS("jsonDays", "a whole number of days from 1 to 36500"),
  PARQUET_DAYS("parquetDays", "a whole number of days from 1 to 36500"),
  VERSION_DAYS("versionDays", "a whole number of days from 1 to 36500"),
  KMS_KEY("kmsKey", "the ARN of a KMS key, arn:aws:kms:REGION:ACCOUNT:key/ID"),
  ACCESS_LOGS("accessLogs", "true or false"),
  FIRST_DAY("firstDay", "the day of the first snapshot, as YYYY-MM-DD"),
  BYTES_SCANNED_LIMIT("bytesScannedLimit", "a whole number of bytes, 10000000 at least"),
  ALARM_EMAIL("alarmEmail", "an e-mail address");

  private final String key;
  private final String accepted;

  ContextKey(String key, String accepted) {
    this.key = key;
    this.accepted = accepted;
  }

  /** The key as it is written in {@code cdk.json} and after {@code -c}. */
  public String key() {
    return key;
  }

  /** What a value may be, as the end of a sentence. */
  public String accepted() {
    return accepted;
  }
}
