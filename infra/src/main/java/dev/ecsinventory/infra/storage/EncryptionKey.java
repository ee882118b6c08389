package dev.ecsinventory.infra.storage;

import java.util.Optional;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.constructs.Construct;

/** The key that encrypts data at rest. */
public sealed interface EncryptionKey {
  /** Keys that AWS owns and pays for. */
  record OfAws() implements EncryptionKey {}

  /** An existing key of the customer, whose policy is not changed. */
  record OfCustomer(IKey key) implements EncryptionKey {}

  /** The key with the ARN {@code arn}, or AWS's own. */
  static EncryptionKey of(Construct scope, Optional<String> arn) {
    return arn.<EncryptionKey>map(
            value -> new OfCustomer(Key.fromKeyArn(scope, "EncryptionKey", value)))
        .orElseGet(OfAws::new);
  }

  default void applyTo(Bucket.Builder bucket) {
    switch (this) {
      case OfAws aws -> bucket.encryption(BucketEncryption.S3_MANAGED);
      case OfCustomer customer ->
          // The bucket key saves a request to KMS for each object.
          bucket
              .encryption(BucketEncryption.KMS)
              .encryptionKey(customer.key())
              .bucketKeyEnabled(true);
    }
  }

  default void applyTo(Table.Builder table) {
    switch (this) {
      case OfAws aws -> table.encryption(TableEncryption.DEFAULT);
      case OfCustomer customer ->
          table.encryption(TableEncryption.CUSTOMER_MANAGED).encryptionKey(customer.key());
    }
  }
}
