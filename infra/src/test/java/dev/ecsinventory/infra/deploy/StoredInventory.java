package dev.ecsinventory.infra.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.aws.S3ObjectStore;
import dev.ecsinventory.index.IndexCheck;
import dev.ecsinventory.manifest.CommittedSnapshots;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.verify.Conservation;
import dev.ecsinventory.verify.ConservationReport;
import dev.ecsinventory.write.state.DynamoDbCurrentItems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** The bucket and the table of an inventory. */
final class StoredInventory implements AutoCloseable {
  private static final ObjectKeys KEYS = new ObjectKeys("inventory/");

  /** The folders whose objects nothing may change or delete. */
  private static final List<String> COMMITTED =
      List.of("json/", "parquet/", "manifests/", "listings/", "policies/", "reports/dt=");

  private final S3Client s3;
  private final DynamoDbClient dynamoDb;
  private final String bucket;
  private final S3ObjectStore store;
  private final DynamoDbCurrentItems items;
  private final CommittedSnapshots snapshots;
  private final Map<String, String> committed = new HashMap<>();

  StoredInventory(S3Client s3, DynamoDbClient dynamoDb, String bucket, String table) {
    this.s3 = s3;
    this.dynamoDb = dynamoDb;
    this.bucket = bucket;
    this.store = new S3ObjectStore(s3, bucket);
    this.items = new DynamoDbCurrentItems(dynamoDb, table);
    this.snapshots = new CommittedSnapshots(store, KEYS);
  }

  /** Puts the objects of a folder. */
  void put(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String key = folder.relativize(file).toString().replace('\\', '/');
        s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromFile(file));
      }
    }
  }

  /** Puts an object at a location of the bucket. */
  void put(String location, String content) {
    String key = location.substring("s3://%s/".formatted(bucket).length());
    s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString(content));
  }

  /** The conservation check of all snapshots, of the table, and of the day indexes if complete. */
  ConservationReport check(boolean indexed) {
    List<SnapshotId> all = snapshots.newestFirst().toList();
    ConservationReport report =
        new Conservation(store, KEYS, Clock.systemUTC())
            .reevaluating()
            .check(all.stream(), Optional.of(items));
    return indexed
        ? report.with(
            new IndexCheck(store, KEYS)
                .check(all.stream().map(SnapshotId::day).collect(Collectors.toSet())),
            Optional.empty())
        : report;
  }

  /** Fails if an object of an earlier call was changed or deleted. */
  void assertNothingIsLost() {
    Map<String, String> now = new TreeMap<>();
    COMMITTED.stream()
        .flatMap(
            folder ->
                s3
                    .listObjectsV2Paginator(
                        list -> list.bucket(bucket).prefix(KEYS.prefix() + folder))
                    .contents()
                    .stream())
        .forEach(object -> now.put(object.key(), object.eTag() + " " + object.size()));
    committed.forEach((key, content) -> assertEquals(content, now.get(key), key));
    committed.putAll(now);
  }

  Manifest manifest(String snapshot) {
    return snapshots.manifest(SnapshotId.parse(snapshot)).orElseThrow();
  }

  /** The ARNs of all clusters with a current item in the table. */
  Set<String> clustersInTable() {
    return items.clusters();
  }

  /** The encryption of an object. */
  HeadObjectResponse head(String key) {
    return s3.headObject(head -> head.bucket(bucket).key(key));
  }

  /** A data file of a snapshot. */
  String dataFile(String snapshot) {
    return manifest(snapshot).files().getFirst().key();
  }

  @Override
  public void close() {
    s3.close();
    dynamoDb.close();
  }
}
