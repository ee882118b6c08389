package dev.ecsinventory.infra;

import static dev.ecsinventory.infra.Synthesis.STORAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.schema.TableLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StorageStackTest {
  private static final String BUCKET = "AWS::S3::Bucket";
  private static final String TABLE = "AWS::DynamoDB::Table";

  private final Synthesis standard = Synthesis.once(Map.of());

  @Test
  void retainsBucketsAndTableWhenTheStackIsDeleted() {
    List<JsonNode> retained = new ArrayList<>();
    standard.resources(STORAGE, BUCKET).forEach(retained::add);
    standard.resources(STORAGE, TABLE).forEach(retained::add);
    assertEquals(3, retained.size());
    for (JsonNode resource : retained) {
      assertEquals("Retain", resource.path("DeletionPolicy").asText());
      assertEquals("Retain", resource.path("UpdateReplacePolicy").asText());
    }
    assertTrue(table().path("DeletionProtectionEnabled").asBoolean());
  }

  @Test
  void protectsTheStackFromDeletion() throws Exception {
    assertTrue(
        standard
            .manifest()
            .at("/artifacts/EcsInventoryStorage/properties/terminationProtection")
            .asBoolean());
  }

  @Test
  void makesEveryBucketPrivateAndEncrypted() {
    for (JsonNode bucket : standard.properties(STORAGE, BUCKET)) {
      bucket
          .path("PublicAccessBlockConfiguration")
          .properties()
          .forEach(block -> assertTrue(block.getValue().asBoolean(), block.getKey()));
      assertEquals(4, bucket.path("PublicAccessBlockConfiguration").size());
      assertEquals("AES256", algorithm(bucket));
      assertEquals(
          "BucketOwnerEnforced", bucket.at("/OwnershipControls/Rules/0/ObjectOwnership").asText());
    }
  }

  @Test
  void rejectsRequestsWithoutTlsToEveryBucket() {
    List<JsonNode> policies = standard.properties(STORAGE, "AWS::S3::BucketPolicy");
    assertEquals(2, policies.size());
    for (JsonNode policy : policies) {
      List<String> conditions = new ArrayList<>();
      policy
          .at("/PolicyDocument/Statement")
          .forEach(
              statement -> {
                if (statement.path("Effect").asText().equals("Deny")) {
                  conditions.add(statement.path("Condition").toString());
                }
              });
      assertEquals(
          List.of(
              "{\"Bool\":{\"aws:SecureTransport\":\"false\"}}",
              "{\"NumericLessThan\":{\"s3:TlsVersion\":1.2}}"),
          conditions);
    }
  }

  @Test
  void expiresEachPrefixAfterItsRetention() {
    Map<String, Integer> days = new TreeMap<>();
    for (JsonNode rule :
        inventoryBucket(Synthesis.once(Map.of("jsonDays", 7, "parquetDays", 30)))
            .at("/LifecycleConfiguration/Rules")) {
      if (rule.has("Prefix")) {
        days.put(rule.path("Prefix").asText(), rule.path("ExpirationInDays").asInt());
      }
    }
    assertEquals(
        Map.ofEntries(
            Map.entry("athena-results/", 30),
            Map.entry("inventory/compacted/", 30),
            Map.entry("inventory/compacted/today/", 14),
            Map.entry("inventory/json/", 7),
            Map.entry("inventory/listings/", 30),
            Map.entry("inventory/manifests/", 30),
            Map.entry("inventory/merged/", 30),
            Map.entry("inventory/merged-from/", 30),
            Map.entry("inventory/parquet/", 30),
            Map.entry("inventory/reports/", 30),
            Map.entry("inventory/staging/", 14),
            Map.entry("inventory/tables/", 60),
            Map.entry("inventory/withdrawn/", 30)),
        days);
  }

  @Test
  void enablesVersioningAndAccessLogs() {
    JsonNode bucket = inventoryBucket(standard);
    assertEquals("Enabled", bucket.at("/VersioningConfiguration/Status").asText());
    assertTrue(bucket.has("LoggingConfiguration"));
    assertFalse(
        inventoryBucket(Synthesis.once(Map.of("accessLogs", false))).has("LoggingConfiguration"));
  }

  @Test
  void definesTheTableOfTheSchema() {
    JsonNode table = table();
    assertEquals(List.of("pk HASH", "sk RANGE"), keys(table.path("KeySchema")));
    Map<String, List<String>> indexes = new TreeMap<>();
    table
        .path("GlobalSecondaryIndexes")
        .forEach(
            index -> {
              indexes.put(index.path("IndexName").asText(), keys(index.path("KeySchema")));
              assertEquals("ALL", index.at("/Projection/ProjectionType").asText());
            });
    Map<String, List<String>> expected = new TreeMap<>();
    TableLayout.INDEXES.forEach(
        index ->
            expected.put(
                index.name(), List.of(index.partitionKey() + " HASH", index.sortKey() + " RANGE")));
    assertEquals(expected, indexes);
    assertEquals("PAY_PER_REQUEST", table.path("BillingMode").asText());
    assertEquals("expires_at", table.at("/TimeToLiveSpecification/AttributeName").asText());
    assertTrue(
        table.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled").asBoolean());
  }

  @Test
  void encryptsWithTheCustomerKey() {
    String key = "arn:aws:kms:eu-west-1:123456789012:key/1234";
    Synthesis encrypted = Synthesis.once(Map.of("kmsKey", key));
    JsonNode bucket = inventoryBucket(encrypted);
    assertEquals("aws:kms", algorithm(bucket));
    assertTrue(
        bucket
            .at("/BucketEncryption/ServerSideEncryptionConfiguration/0/BucketKeyEnabled")
            .asBoolean());
    JsonNode table = encrypted.only(STORAGE, TABLE);
    assertEquals(key, table.at("/SSESpecification/KMSMasterKeyId").asText());
  }

  private JsonNode table() {
    return standard.only(STORAGE, TABLE);
  }

  private static JsonNode inventoryBucket(Synthesis synthesis) {
    return synthesis.properties(STORAGE, BUCKET).stream()
        .filter(bucket -> bucket.has("VersioningConfiguration"))
        .findFirst()
        .orElseThrow();
  }

  private static String algorithm(JsonNode bucket) {
    return bucket
        .at(
            "/BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault/SSEAlgorithm")
        .asText();
  }

  private static List<String> keys(JsonNode schema) {
    List<String> keys = new ArrayList<>();
    schema.forEach(
        key -> keys.add(key.path("AttributeName").asText() + " " + key.path("KeyType").asText()));
    return keys;
  }
}
