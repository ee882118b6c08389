package dev.ecsinventory.aws;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.rate.StorageRetry;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.store.ListedObject;
import dev.ecsinventory.store.MissingDestinationException;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.store.StoredObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * An object store in a bucket.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">
 *     Conditional writes</a>
 */
public final class S3ObjectStore implements ObjectStore {
  private static final int NOT_FOUND = 404;

  private static final int PRECONDITION_FAILED = 412;

  /**
   * Another conditional write to the same key is in progress: a repeated call succeeds or fails
   * definitely.
   */
  private static final int CONFLICT = 409;

  private static final int SLOW_DOWN = 503;

  /** The object was replaced or deleted. */
  private static final Set<Integer> CHANGED = Set.of(PRECONDITION_FAILED, NOT_FOUND, CONFLICT);

  private final S3Client client;
  private final String bucket;
  private final StorageRetry retry;

  public S3ObjectStore(S3Client client, String bucket) {
    this(client, bucket, StorageRetry.DEFAULT);
  }

  /** A bucket; {@code retry} repeats calls that fail temporarily. */
  public S3ObjectStore(S3Client client, String bucket, StorageRetry retry) {
    this.retry = requireNonNull(retry, "retry is null");
    this.client = requireNonNull(client, "client is null");
    this.bucket = requireNonNull(bucket, "bucket is null");
  }

  @Override
  public Optional<StoredObject> read(String key) {
    try {
      ResponseBytes<GetObjectResponse> object =
          call(() -> client.getObjectAsBytes(request -> request.bucket(bucket).key(key)));
      return Optional.of(new StoredObject(object.asByteArrayUnsafe(), object.response().eTag()));
    } catch (NoSuchKeyException absent) {
      return Optional.empty();
    } catch (NoSuchBucketException absent) {
      throw new MissingDestinationException(
          "%s: \"%s\" is not a bucket that exists".formatted(Settings.BUCKET, bucket), absent);
    }
  }

  @Override
  public void put(String key, byte[] content, String contentType) {
    call(
        () ->
            client.putObject(
                request -> request.bucket(bucket).key(key).contentType(contentType),
                RequestBody.fromBytes(content)));
  }

  @Override
  public void put(String key, Path file, String contentType) {
    call(
        () ->
            client.putObject(
                request -> request.bucket(bucket).key(key).contentType(contentType),
                RequestBody.fromFile(file)));
  }

  @Override
  public boolean putIfAbsent(String key, byte[] content, String contentType) {
    try {
      call(
          () ->
              client.putObject(
                  request ->
                      request.bucket(bucket).key(key).contentType(contentType).ifNoneMatch("*"),
                  RequestBody.fromBytes(content)));
      return true;
    } catch (S3Exception rejected) {
      if (rejected.statusCode() == PRECONDITION_FAILED) {
        return false;
      }
      throw rejected;
    }
  }

  @Override
  public boolean putIfUnchanged(
      String key, Optional<String> version, Path file, String contentType) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder().bucket(bucket).key(key).contentType(contentType);
    version.ifPresentOrElse(request::ifMatch, () -> request.ifNoneMatch("*"));
    try {
      // A conflict means that another writer changes the object: the caller must read it again.
      retry.call(
          failure -> isTemporary(failure) && !isConflict(failure),
          () -> client.putObject(request.build(), RequestBody.fromFile(file)));
      return true;
    } catch (S3Exception rejected) {
      if (CHANGED.contains(rejected.statusCode())) {
        return false;
      }
      throw rejected;
    }
  }

  @Override
  public List<ListedObject> list(String prefix, String after) {
    return call(
        () ->
            client
                .listObjectsV2Paginator(
                    request ->
                        request
                            .bucket(bucket)
                            .prefix(prefix)
                            .startAfter(after.isEmpty() ? null : after))
                .contents()
                .stream()
                .map(object -> new ListedObject(object.key(), object.size()))
                .toList());
  }

  /** Repeats temporary failures of S3, in addition to the SDK's own attempts. */
  private <T> T call(Supplier<T> call) {
    return retry.call(S3ObjectStore::isTemporary, call);
  }

  private static boolean isTemporary(SdkException failure) {
    return isConflict(failure)
        || failure instanceof S3Exception rejected
            && (rejected.statusCode() == SLOW_DOWN || rejected.isThrottlingException());
  }

  private static boolean isConflict(SdkException failure) {
    return failure instanceof S3Exception rejected && rejected.statusCode() == CONFLICT;
  }

  @Override
  public List<String> folders(String folder) {
    return client
        .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(folder).delimiter("/"))
        .commonPrefixes()
        .stream()
        .map(CommonPrefix::prefix)
        .map(prefix -> prefix.substring(folder.length(), prefix.length() - 1))
        .toList();
  }

  @Override
  public String uri(String key) {
    return "s3://" + bucket + "/" + key;
  }
}
