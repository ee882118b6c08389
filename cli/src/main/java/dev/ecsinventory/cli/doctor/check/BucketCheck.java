package dev.ecsinventory.cli.doctor.check;

import dev.ecsinventory.cli.doctor.deployed.AwsReading;
import dev.ecsinventory.cli.doctor.deployed.DeployedInventory;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.schema.FileFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/** Whether the bucket exists and has the protection and the lifecycle of the deployment. */
public final class BucketCheck implements DoctorCheck {
  @Override
  public String name() {
    return "bucket";
  }

  @Override
  public void run(DeployedInventory inventory, CheckFindings findings) {
    S3Client s3 = inventory.clients().shared().s3();
    findings
        .need(inventory.bucket())
        .flatMap(
            bucket ->
                findings.expect(
                    AwsReading.of(
                        "s3:ListBucket",
                        "bucket " + bucket,
                        () -> {
                          s3.headBucket(head -> head.bucket(bucket));
                          return bucket;
                        }),
                    "Restore the bucket and its objects from a copy, or deploy the storage again"
                        + " and start a new history."))
        .ifPresent(bucket -> check(inventory, s3, bucket, findings));
  }

  private static void check(
      DeployedInventory inventory, S3Client s3, String bucket, CheckFindings findings) {
    findings.fact(bucket);
    publicAccess(s3, bucket, findings);
    encryption(s3, bucket, findings);
    versioning(s3, bucket, findings);
    transport(s3, bucket, findings);
    lifecycle(inventory, s3, bucket, findings);
  }

  private static void publicAccess(S3Client s3, String bucket, CheckFindings findings) {
    AwsReading<PublicAccessBlockConfiguration> block =
        AwsReading.of(
            "s3:GetBucketPublicAccessBlock",
            "public access block of bucket " + bucket,
            () ->
                s3.getPublicAccessBlock(get -> get.bucket(bucket))
                    .publicAccessBlockConfiguration());
    findings
        .expect(block, Remedies.DEPLOY_STORAGE)
        .filter(
            all ->
                !Stream.of(
                        all.blockPublicAcls(),
                        all.blockPublicPolicy(),
                        all.ignorePublicAcls(),
                        all.restrictPublicBuckets())
                    .allMatch(Boolean.TRUE::equals))
        .ifPresent(
            all ->
                findings.problem(
                    "the public access block of bucket %s is incomplete".formatted(bucket),
                    Remedies.DEPLOY_STORAGE));
  }

  private static void encryption(S3Client s3, String bucket, CheckFindings findings) {
    findings.expect(
        AwsReading.of(
            "s3:GetEncryptionConfiguration",
            "default encryption of bucket " + bucket,
            () -> s3.getBucketEncryption(get -> get.bucket(bucket))),
        Remedies.DEPLOY_STORAGE);
  }

  private static void versioning(S3Client s3, String bucket, CheckFindings findings) {
    findings
        .need(
            AwsReading.of(
                "s3:GetBucketVersioning",
                "versioning of bucket " + bucket,
                () -> s3.getBucketVersioning(get -> get.bucket(bucket))))
        .filter(versioning -> versioning.status() != BucketVersioningStatus.ENABLED)
        .ifPresent(
            versioning ->
                findings.problem(
                    "bucket %s is not versioned: an object that is overwritten by mistake is lost"
                        .formatted(bucket),
                    Remedies.DEPLOY_STORAGE));
  }

  private static void transport(S3Client s3, String bucket, CheckFindings findings) {
    findings
        .expect(
            AwsReading.of(
                "s3:GetBucketPolicy",
                "policy of bucket " + bucket,
                () -> s3.getBucketPolicy(get -> get.bucket(bucket)).policy()),
            Remedies.DEPLOY_STORAGE)
        .filter(policy -> !policy.contains("aws:SecureTransport"))
        .ifPresent(
            policy ->
                findings.problem(
                    "the policy of bucket %s allows connections without TLS".formatted(bucket),
                    Remedies.DEPLOY_STORAGE));
  }

  private static void lifecycle(
      DeployedInventory inventory, S3Client s3, String bucket, CheckFindings findings) {
    Optional<List<LifecycleRule>> rules =
        findings.expect(
            AwsReading.of(
                "s3:GetLifecycleConfiguration",
                "lifecycle of bucket " + bucket,
                () -> s3.getBucketLifecycleConfiguration(get -> get.bucket(bucket)).rules()),
            Remedies.DEPLOY_STORAGE);
    Optional<Settings> settings = inventory.settings().value();
    if (rules.isPresent() && settings.isPresent()) {
      for (FileFormat format : settings.get().formats()) {
        Optional<Integer> days =
            switch (format) {
              case JSON -> settings.get().retention().jsonDays();
              case PARQUET -> settings.get().retention().parquetDays();
            };
        String prefix = settings.get().prefix() + format.folder() + "/";
        days.ifPresent(expected -> compare(rules.get(), prefix, expected, findings));
      }
    }
  }

  /** The day indexes list files until shortly before the function's retention ends. */
  private static void compare(
      List<LifecycleRule> rules, String prefix, int expected, CheckFindings findings) {
    Optional<Integer> days =
        rules.stream()
            .filter(rule -> rule.status() == ExpirationStatus.ENABLED && rule.expiration() != null)
            .filter(rule -> prefix.startsWith(prefix(rule)))
            .map(rule -> rule.expiration().days())
            .filter(one -> one != null)
            .min(Integer::compareTo);
    if (!days.equals(Optional.of(expected))) {
      findings.problem(
          "the lifecycle deletes %s %s, and the function's setting is %d days"
              .formatted(
                  prefix,
                  days.map(actual -> "after %d days".formatted(actual)).orElse("never"),
                  expected),
          "Undo the change of the lifecycle, or deploy both stacks again (docs/operations.md,"
              + " Change a retention).");
    }
  }

  @SuppressWarnings("deprecation")
  private static String prefix(LifecycleRule rule) {
    if (rule.filter() != null && rule.filter().prefix() != null) {
      return rule.filter().prefix();
    }
    // A rule of the first version of the API; without a prefix, a rule applies to all objects.
    return rule.prefix() == null ? "" : rule.prefix();
  }
}
