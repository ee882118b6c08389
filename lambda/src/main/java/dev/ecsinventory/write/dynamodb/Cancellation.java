package dev.ecsinventory.write.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * Why DynamoDB rejected a call.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html#API_TransactWriteItems_Errors">
 *     Cancellation reasons of TransactWriteItems</a>
 */
final class Cancellation {
  private static final String CONDITION_FAILED = "ConditionalCheckFailed";

  /** Temporary reasons of a cancelled transaction. */
  private static final Set<String> TEMPORARY =
      Set.of(
          "TransactionConflict",
          "TransactionInProgress",
          "ThrottlingError",
          "ProvisionedThroughputExceeded");

  private Cancellation() {}

  /** The writes whose condition does not hold. */
  static List<TableWrite> rejected(
      TransactionCanceledException cancelled, List<TableWrite> writes) {
    List<TableWrite> rejected = new ArrayList<>();
    for (int index = 0; index < cancelled.cancellationReasons().size(); index++) {
      if (CONDITION_FAILED.equals(cancelled.cancellationReasons().get(index).code())) {
        rejected.add(writes.get(index));
      }
    }
    return rejected;
  }

  /** Whether another attempt can succeed. */
  static boolean isTemporary(SdkException failure) {
    return switch (failure) {
      case TransactionCanceledException cancelled -> isTemporary(cancelled.cancellationReasons());
      case TransactionInProgressException inProgress -> true;
      case TransactionConflictException conflict -> true;
      case AwsServiceException other -> other.isThrottlingException();
      default -> false;
    };
  }

  /** If a condition does not hold, another attempt would fail too. */
  private static boolean isTemporary(List<CancellationReason> reasons) {
    List<String> codes = reasons.stream().map(CancellationReason::code).toList();
    return !codes.contains(CONDITION_FAILED)
        && codes.stream().filter(Objects::nonNull).anyMatch(TEMPORARY::contains);
  }
}
