package dev.ecsinventory.infra.storage;

import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.settings.InventorySettings.Storing;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/**
 * The bucket with the history: private, TLS only, encrypted, versioned, retained when the stack is
 * deleted.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html">
 *     Security best practices for Amazon S3</a>
 */
public final class InventoryBucket extends Construct {
  /** Checkpoints of a snapshot in progress: later, no run of its event can resume. */
  static final Duration STAGING_LIFE = Duration.days(14);

  /**
   * Before that, the compaction of the closed day has replaced the file, or the index lists its
   * inputs again.
   */
  static final Duration COMPACTED_TODAY_LIFE = Duration.days(14);

  /**
   * An index is emptied by its day, before its data files expire by their age; afterwards it can
   * remain for any time.
   */
  static final Duration INDEX_LIFE = Duration.days(30);

  /** Long enough to read a query result again, short enough to store no copy of the inventory. */
  static final Duration RESULTS_LIFE = Duration.days(30);

  /** The time in which an object that was overwritten or deleted by mistake can be restored. */
  static final Duration NONCURRENT_LIFE = Duration.days(30);

  static final Duration ACCESS_LOG_LIFE = Duration.days(400);

  private final Bucket bucket;

  public InventoryBucket(Construct scope, String id, Storing storing, EncryptionKey key) {
    super(scope, id);
    Bucket.Builder builder =
        privateBucket("Bucket").versioned(true).lifecycleRules(lifecycle(storing));
    key.applyTo(builder);
    if (storing.accessLogs()) {
      builder.serverAccessLogsBucket(accessLogs());
    }
    bucket = builder.build();
    if (!storing.accessLogs()) {
      suppress(bucket, "AwsSolutions-S1", "The setting accessLogs turns access logs off.");
    }
  }

  public IBucket bucket() {
    return bucket;
  }

  private Bucket accessLogs() {
    return privateBucket("AccessLogs")
        // S3 writes access logs only to buckets that its own keys encrypt.
        .encryption(BucketEncryption.S3_MANAGED)
        .lifecycleRules(List.of(LifecycleRule.builder().expiration(ACCESS_LOG_LIFE).build()))
        .build();
  }

  private Bucket.Builder privateBucket(String id) {
    return Bucket.Builder.create(this, id)
        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
        .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
        .enforceSsl(true)
        .minimumTlsVersion(1.2)
        .removalPolicy(RemovalPolicy.RETAIN);
  }

  private static List<LifecycleRule> lifecycle(Storing storing) {
    Duration json = Duration.days(storing.jsonDays());
    Duration parquet = Duration.days(storing.parquetDays());
    // A manifest and a report must exist as long as any of their data.
    Duration longest = storing.jsonDays() > storing.parquetDays() ? json : parquet;
    ObjectKeys keys = new ObjectKeys(Storage.PREFIX);
    return List.of(
        expire("json", Storage.PREFIX + FileFormat.JSON.folder() + "/", json),
        expire("parquet", Storage.PREFIX + FileFormat.PARQUET.folder() + "/", parquet),
        expire("compacted", keys.compacted(), parquet),
        // S3 applies the shorter one of two retentions.
        expire("compacted-today", keys.compactedToday(), COMPACTED_TODAY_LIFE),
        expire("tables", Storage.PREFIX + "tables/", longest.plus(INDEX_LIFE)),
        expire("listings", Storage.PREFIX + "listings/", longest),
        expire("withdrawn", Storage.PREFIX + "withdrawn/", longest),
        // Written by version 0.1.0; no table reads them.
        expire("merged", Storage.PREFIX + "merged/", parquet),
        expire("merged-from", Storage.PREFIX + "merged-from/", parquet),
        expire("manifests", Storage.PREFIX + "manifests/", longest),
        expire("reports", Storage.PREFIX + "reports/", longest),
        expire("staging", Storage.PREFIX + "staging/", STAGING_LIFE),
        expire("athena-results", Storage.QUERY_RESULTS, RESULTS_LIFE),
        LifecycleRule.builder()
            .id("remains")
            .noncurrentVersionExpiration(NONCURRENT_LIFE)
            .expiredObjectDeleteMarker(true)
            .abortIncompleteMultipartUploadAfter(Duration.days(1))
            .build());
  }

  private static LifecycleRule expire(String id, String prefix, Duration life) {
    return LifecycleRule.builder().id(id).prefix(prefix).expiration(life).build();
  }

  private static void suppress(Construct construct, String rule, String reason) {
    NagSuppressions.addResourceSuppressions(
        construct, List.of(NagPackSuppression.builder().id(rule).reason(reason).build()));
  }
}
