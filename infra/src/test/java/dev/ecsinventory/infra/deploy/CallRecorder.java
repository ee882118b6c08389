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
 * Notes every call that the AWS SDK makes in the file that {@code CALL_RECORD} names: the IAM
 * action that it needs, a line each. The SDK finds it through {@code
 * software/amazon/awssdk/global/handlers/execution.interceptors} on the class path, so it records
 * in a process whose code knows nothing of it.
 */
public final class CallRecorder implements ExecutionInterceptor {
  /** The environment variable that names the file. */
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
      // The one action that is not named like its call, and the one service.
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
