package dev.ecsinventory.bench.athena;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.store.DirectoryObjectStore;
import dev.ecsinventory.store.ListedObject;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.store.StoredObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A directory that a server presents as a bucket, with the bucket's URIs. */
final class BucketDirectory implements ObjectStore {
  private final ObjectStore files;
  private final String bucket;

  /** The directory of {@code bucket}. */
  BucketDirectory(Path directory, String bucket) {
    this.files = new DirectoryObjectStore(directory);
    this.bucket = requireNonNull(bucket, "bucket is null");
  }

  @Override
  public Optional<StoredObject> read(String key) {
    return files.read(key);
  }

  @Override
  public void put(String key, byte[] content, String contentType) {
    files.put(key, content, contentType);
  }

  @Override
  public void put(String key, Path file, String contentType) {
    files.put(key, file, contentType);
  }

  @Override
  public boolean putIfAbsent(String key, byte[] content, String contentType) {
    return files.putIfAbsent(key, content, contentType);
  }

  @Override
  public boolean putIfUnchanged(
      String key, Optional<String> version, Path file, String contentType) {
    return files.putIfUnchanged(key, version, file, contentType);
  }

  @Override
  public List<ListedObject> list(String prefix, String after) {
    return files.list(prefix, after);
  }

  @Override
  public String uri(String key) {
    return "s3://" + bucket + "/" + key;
  }
}
