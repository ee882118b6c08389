package dev.ecsinventory.aws.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.aws.S3ObjectStore;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SettableClock;
import dev.ecsinventory.write.dynamodb.DynamoDbTable;
import dev.ecsinventory.write.dynamodb.TableWrite;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Temporary errors of S3 and DynamoDB are retried, in simulated time. */
class StorageRetryTest {
  private static final TableWrite WRITE =
      TableWrite.put(DynamoDbTable.key("TASKSET#a", "CURRENT"), "a");

  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-15T06:00:00Z"));
  private final List<Duration> delays = new ArrayList<>();
  private final StorageRetry retry =
      new StorageRetry(
          clock,
          time -> {
            delays.add(time);
            clock.pass(time);
          });
  private int calls;

  static Stream<SdkException> temporary() {
    return Stream.of(
        cancelled("None", "TransactionConflict"),
        cancelled("ThrottlingError"),
        cancelled(null, "ProvisionedThroughputExceeded", "None"),
        cancelled("TransactionInProgress"),
        TransactionInProgressException.builder().message("in progress").build(),
        TransactionConflictException.builder().message("conflict").build(),
        thrown("ThrottlingException"),
        thrown("ProvisionedThroughputExceededException"),
        thrown("RequestLimitExceeded"));
  }

  static Stream<SdkException> permanent() {
    return Stream.of(
        cancelled("ValidationError"),
        cancelled("ItemCollectionSizeLimitExceeded"),
        thrown("AccessDeniedException"),
        thrown("ValidationException"));
  }

  @ParameterizedTest
  @MethodSource("temporary")
  void retriesEveryCallWithGrowingDelays(SdkException failure) {
    List<Consumer<DynamoDbTable>> operations =
        List.of(
            table -> assertEquals(List.of(), table.write(List.of(WRITE))),
            table -> table.putUnless("withdrawn_at", WRITE.key()),
            table -> table.putIfAbsent(WRITE.key()),
            table -> assertEquals(Optional.empty(), table.get("a", "b")),
            table -> assertEquals(List.of(), table.partition("a", "b")),
            table -> assertEquals(Optional.empty(), table.last("a", "b", "c", 1, item -> true)));
    for (Consumer<DynamoDbTable> operation : operations) {
      delays.clear();
      operation.accept(table(failure, 9));
      assertEquals(9, delays.size());
      for (int attempt = 0; attempt < delays.size(); attempt++) {
        Duration most = StorageRetry.FIRST_DELAY.multipliedBy(1L << attempt);
        assertTrue(delays.get(attempt).compareTo(most) <= 0, delays::toString);
        assertTrue(delays.get(attempt).compareTo(StorageRetry.LONGEST_DELAY) <= 0);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("permanent")
  void doesNotRetryPermanentErrors(SdkException failure) {
    DynamoDbTable table = table(failure, 1);
    assertSame(failure, assertThrows(SdkException.class, () -> table.write(List.of(WRITE))));
    assertEquals(1, calls);
  }

  @Test
  void reportsAFailedConditionEvenWithAConflict() {
    DynamoDbTable table = table(cancelled("ConditionalCheckFailed", "TransactionConflict"), 1);
    assertEquals(List.of(WRITE), table.write(List.of(WRITE)));
    assertEquals(List.of(), delays);
  }

  @Test
  void doesNotRetryBeyondTheDeadline() {
    SdkException failure = cancelled("ThrottlingError");
    Instant start = clock.instant();
    DynamoDbTable table =
        table(failure, Integer.MAX_VALUE).until(Deadline.in(Duration.ofMinutes(2), clock));
    assertSame(failure, assertThrows(SdkException.class, () -> table.write(List.of(WRITE))));
    Duration waited = Duration.between(start, clock.instant());
    assertTrue(waited.compareTo(Duration.ofMinutes(2)) < 0, waited::toString);
    assertTrue(waited.compareTo(Duration.ofSeconds(110)) > 0, waited::toString);
  }

  @Test
  void retriesForAtMostFiveMinutesWithoutADeadline() {
    Instant start = clock.instant();
    DynamoDbTable table = table(cancelled("ThrottlingError"), Integer.MAX_VALUE);
    assertThrows(SdkException.class, () -> table.write(List.of(WRITE)));
    Duration waited = Duration.between(start, clock.instant());
    assertTrue(waited.compareTo(StorageRetry.LONGEST_IN_ALL) <= 0, waited::toString);
  }

  @ParameterizedTest
  @ValueSource(ints = {409, 503})
  void retriesConflictingConditionalPuts(int status) {
    S3Exception failure =
        (S3Exception) S3Exception.builder().statusCode(status).message("again").build();
    S3ObjectStore store = store(failure, 5);
    assertTrue(store.putIfAbsent("key", new byte[0], "text/plain"));
    assertEquals(5, delays.size());
  }

  @Test
  void doesNotRetryIfTheObjectExists() {
    S3Exception failure =
        (S3Exception) S3Exception.builder().statusCode(412).message("there").build();
    assertEquals(false, store(failure, 1).putIfAbsent("key", new byte[0], "text/plain"));
    assertEquals(List.of(), delays);
  }

  private DynamoDbTable table(SdkException failure, int times) {
    return new DynamoDbTable(failing(DynamoDbClient.class, failure, times), "table", retry);
  }

  private S3ObjectStore store(SdkException failure, int times) {
    return new S3ObjectStore(failing(S3Client.class, failure, times), "bucket", retry);
  }

  private <T> T failing(Class<T> client, SdkException failure, int times) {
    calls = 0;
    return client.cast(
        Proxy.newProxyInstance(
            StorageRetryTest.class.getClassLoader(),
            new Class<?>[] {client},
            (proxy, method, arguments) -> {
              if (calls++ < times) {
                throw failure;
              }
              return switch (method.getName()) {
                case "transactWriteItems" -> TransactWriteItemsResponse.builder().build();
                case "putItem" -> PutItemResponse.builder().build();
                case "getItem" -> GetItemResponse.builder().item(Map.of()).build();
                case "query" -> QueryResponse.builder().items(List.of()).build();
                case "putObject" -> PutObjectResponse.builder().build();
                default -> throw new UnsupportedOperationException(method.getName());
              };
            }));
  }

  private static SdkException cancelled(String... codes) {
    List<CancellationReason> reasons =
        Stream.of(codes).map(code -> CancellationReason.builder().code(code).build()).toList();
    return TransactionCanceledException.builder()
        .message(Arrays.toString(codes))
        .cancellationReasons(reasons)
        .build();
  }

  private static SdkException thrown(String code) {
    return DynamoDbException.builder()
        .statusCode(400)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(code).build())
        .build();
  }
}
