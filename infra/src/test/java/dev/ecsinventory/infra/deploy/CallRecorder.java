package dev.ecsinventory.infra.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

/**
 * Records each call of the AWS SDK in the file that {@code CALL_RECORD} names: one line per call,
 * with the IAM action that the call needs. The SDK loads the recorder through {@code
 * software/amazon/awssdk/global/handlers/execution.interceptors} on the class path, so the recorded
 * process needs no change.
 */
public final class CallRecorder implements ExecutionInterceptor {
  /** The environment variable with the path of the file. */
  static final String RECORD = "CALL_RECORD";

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    String file = System.getenv(RECORD);
    if (file == null) {
      return;
    }
    String service =
        attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME).toLowerCase(Locale.ROOT);
    String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    try {
      Files.write(
          Path.of(file),
          actions(service, operation, context.request()),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static List<String> actions(String service, String operation, SdkRequest request) {
    return switch (request) {
      case TransactWriteItemsRequest transaction ->
          transaction.transactItems().stream().flatMap(CallRecorder::actions).distinct().toList();
      case QueryRequest query when query.indexName() != null ->
          List.of("dynamodb:Query " + query.indexName());
      // The action of ListObjectsV2 and the service prefix of EventBridge differ from the SDK's
      // names.
      case ListObjectsV2Request list -> List.of("s3:ListBucket");
      case PutEventsRequest events -> List.of("events:" + operation);
      default -> List.of(service + ":" + operation);
    };
  }

  private static Stream<String> actions(TransactWriteItem write) {
    return Stream.of(
            write.put() == null ? "" : "dynamodb:PutItem",
            write.delete() == null ? "" : "dynamodb:DeleteItem",
            write.update() == null ? "" : "dynamodb:UpdateItem",
            write.conditionCheck() == null ? "" : "dynamodb:ConditionCheckItem")
        .filter(action -> !action.isEmpty());
  }
}
