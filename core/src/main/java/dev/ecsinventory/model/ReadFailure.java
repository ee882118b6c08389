package dev.ecsinventory.model;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * A part of the requested scope that was not read: one row of {@code read_failures}.
 *
 * @param operation the API operation that failed or was not reached, such as {@code
 *     DescribeTaskSets}
 * @param resourceArn the resource that was not read: its ARN where it is known, else the requested
 *     name
 * @param errorCode the service's error code, or the exception's class name where there is none
 * @param attempts number of times the call was sent; 0 if it was never sent
 * @param clusterArn the cluster of {@code resourceArn}, whose own ARN may not contain it; null
 *     where the resource is not a part of one cluster
 */
public record ReadFailure(
    String accountId,
    String region,
    String operation,
    String resourceArn,
    String errorCode,
    String message,
    FailureKind kind,
    int attempts,
    String clusterArn) {
  private static final String WITHOUT_DETAIL = " with a failure: ";

  /** The order of stored failures, so that the same failures produce the same bytes. */
  public static final Comparator<ReadFailure> ORDER =
      Comparator.comparing(ReadFailure::accountId)
          .thenComparing(ReadFailure::region)
          .thenComparing(ReadFailure::operation)
          .thenComparing(ReadFailure::resourceArn)
          .thenComparing(ReadFailure::errorCode)
          .thenComparing(ReadFailure::message)
          .thenComparing(ReadFailure::clusterArn, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(ReadFailure::kind)
          .thenComparing(ReadFailure::attempts);

  public ReadFailure {
    requireNonNull(accountId, "accountId is null");
    requireNonNull(region, "region is null");
    requireNonNull(operation, "operation is null");
    requireNonNull(resourceArn, "resourceArn is null");
    requireNonNull(errorCode, "errorCode is null");
    requireNonNull(message, "message is null");
    requireNonNull(kind, "kind is null");
    resourceArn = WellFormedText.of(resourceArn);
    errorCode = WellFormedText.of(errorCode);
    message = WellFormedText.of(message);
    if (attempts < 0) {
      throw new IllegalArgumentException("attempts is negative: " + attempts);
    }
  }

  /** The message of a failure for which ECS reported a reason only. */
  public static String withoutDetail(String errorCode) {
    return "ECS responded" + WITHOUT_DETAIL + errorCode;
  }

  /** Whether ECS reported a reason only, so that the message is not ECS's. */
  public boolean isWithoutDetail() {
    // The verb of earlier versions was another one.
    return message.startsWith("ECS ") && message.endsWith(WITHOUT_DETAIL + errorCode);
  }

  /** The resource and the reason, for messages. */
  public String text() {
    return "%s of %s in %s/%s: %s (%s)"
        .formatted(operation, resourceArn, accountId, region, message, errorCode);
  }

  /** The same failure, of another resource. */
  public ReadFailure of(String resource) {
    return new ReadFailure(
        accountId, region, operation, resource, errorCode, message, kind, attempts, clusterArn);
  }

  /** A failure of a resource that is not a part of one cluster. */
  public ReadFailure(
      String accountId,
      String region,
      String operation,
      String resourceArn,
      String errorCode,
      String message,
      FailureKind kind,
      int attempts) {
    this(accountId, region, operation, resourceArn, errorCode, message, kind, attempts, null);
  }

  /** This failure, of a part of the cluster {@code arn}. */
  public ReadFailure in(String arn) {
    return new ReadFailure(
        accountId, region, operation, resourceArn, errorCode, message, kind, attempts, arn);
  }
}
