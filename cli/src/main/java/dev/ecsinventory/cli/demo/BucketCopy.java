package dev.ecsinventory.cli.demo;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.store.DirectoryObjectStore;
import dev.ecsinventory.store.ObjectStore;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Copies a bucket's objects into files of the same names. */
public final class BucketCopy {
  private final S3Client client;
  private final String bucket;

  public BucketCopy(S3Client client, String bucket) {
    this.client = requireNonNull(client, "client is null");
    this.bucket = requireNonNull(bucket, "bucket is null");
  }

  /**
   * Copies all objects, replacing existing files.
   *
   * @return the keys, in order
   */
  public List<String> into(Path directory) {
    ObjectStore files = new DirectoryObjectStore(directory);
    List<String> keys =
        client.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
            .map(S3Object::key)
            .sorted()
            .toList();
    for (String key : keys) {
      ResponseBytes<GetObjectResponse> object =
          client.getObjectAsBytes(get -> get.bucket(bucket).key(key));
      files.put(key, object.asByteArrayUnsafe(), object.response().contentType());
    }
    return keys;
  }
}
