package dev.ecsinventory.cli.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class EmbeddedS3Test {
  private static final AwsBasicCredentials CREDENTIALS =
      AwsBasicCredentials.create("key", "secret");
  private static final String BUCKET = "inventory";

  @Test
  void returnsStoredObjects() {
    try (EmbeddedS3 s3 = startWithBucket();
        S3Client client = Clients.of(s3, CREDENTIALS)) {
      put(client, "inventory/json/task_sets/dt=2026-01-15/a.jsonl.gz", "größe 🚀");

      assertEquals(
          "größe 🚀",
          client
              .getObjectAsBytes(
                  get ->
                      get.bucket(BUCKET).key("inventory/json/task_sets/dt=2026-01-15/a.jsonl.gz"))
              .asUtf8String());
    }
  }

  @Test
  void doesNotReplaceAnObjectThatMustBeAbsent() {
    try (EmbeddedS3 s3 = startWithBucket();
        S3Client client = Clients.of(s3, CREDENTIALS)) {
      putIfAbsent(client, "manifest", "first");

      S3Exception rejection =
          assertThrows(S3Exception.class, () -> putIfAbsent(client, "manifest", "second"));

      assertEquals(412, rejection.statusCode());
      assertEquals(
          "first",
          client.getObjectAsBytes(get -> get.bucket(BUCKET).key("manifest")).asUtf8String());
    }
  }

  @Test
  void doesNotReplaceAChangedObject() {
    try (EmbeddedS3 s3 = startWithBucket();
        S3Client client = Clients.of(s3, CREDENTIALS)) {
      put(client, "latest", "first");
      String first = client.headObject(head -> head.bucket(BUCKET).key("latest")).eTag();
      putIfMatch(client, "latest", first, "second");

      assertEquals(412, rejection(() -> putIfMatch(client, "latest", first, "third")));
      assertEquals(404, rejection(() -> putIfMatch(client, "absent", first, "third")));
      assertEquals(
          "second",
          client.getObjectAsBytes(get -> get.bucket(BUCKET).key("latest")).asUtf8String());
    }
  }

  @Test
  void rejectsAnotherSecret() {
    AwsBasicCredentials forged = AwsBasicCredentials.create(CREDENTIALS.accessKeyId(), "guess");
    try (EmbeddedS3 s3 = startWithBucket();
        S3Client client = Clients.of(s3, forged)) {
      S3Exception rejection = assertThrows(S3Exception.class, () -> put(client, "key", "value"));

      assertEquals(403, rejection.statusCode());
      assertEquals("SignatureDoesNotMatch", rejection.awsErrorDetails().errorCode());
    }
  }

  @Test
  void listsPageByPage() {
    try (EmbeddedS3 s3 = startWithBucket();
        S3Client client = Clients.of(s3, CREDENTIALS)) {
      List<String> keys = List.of("a/1", "a/2", "a/3", "a/4", "a/5");
      keys.forEach(key -> put(client, key, key));

      List<String> listed = new ArrayList<>();
      client
          .listObjectsV2Paginator(list -> list.bucket(BUCKET).prefix("a/").maxKeys(2))
          .contents()
          .stream()
          .map(S3Object::key)
          .forEach(listed::add);

      assertEquals(keys, listed);
    }
  }

  @Test
  void storesObjectsAsFilesOfItsDirectory(@TempDir Path directory) throws Exception {
    try (EmbeddedS3 s3 = EmbeddedS3.inDirectory(directory, CREDENTIALS);
        S3Client client = Clients.of(s3, CREDENTIALS)) {
      s3.createBucket(BUCKET);
      put(client, "a/b.txt", "kept");
    }

    assertEquals("kept", Files.readString(directory.resolve(BUCKET).resolve("a/b.txt"), UTF_8));
  }

  @Test
  void listensOnTheLoopbackAddressOnly() throws Exception {
    try (EmbeddedS3 s3 = EmbeddedS3.inMemory(CREDENTIALS)) {
      assertTrue(InetAddress.getByName(s3.endpoint().getHost()).isLoopbackAddress());
    }
  }

  @Test
  void runsConcurrentlyWithAnotherEngine() {
    try (EmbeddedS3 one = startWithBucket();
        EmbeddedS3 other = EmbeddedS3.inMemory(CREDENTIALS);
        S3Client client = Clients.of(other, CREDENTIALS)) {
      assertTrue(one.endpoint().getPort() != other.endpoint().getPort());
      assertTrue(client.listBuckets().buckets().isEmpty());
    }
  }

  private static EmbeddedS3 startWithBucket() {
    EmbeddedS3 s3 = EmbeddedS3.inMemory(CREDENTIALS);
    s3.createBucket(BUCKET);
    s3.createBucket(BUCKET);
    return s3;
  }

  private static void put(S3Client client, String key, String content) {
    client.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString(content));
  }

  private static int rejection(Executable put) {
    return assertThrows(S3Exception.class, put).statusCode();
  }

  private static void putIfMatch(S3Client client, String key, String tag, String content) {
    client.putObject(
        put -> put.bucket(BUCKET).key(key).ifMatch(tag), RequestBody.fromString(content));
  }

  private static void putIfAbsent(S3Client client, String key, String content) {
    client.putObject(
        put -> put.bucket(BUCKET).key(key).ifNoneMatch("*"), RequestBody.fromString(content));
  }
}
