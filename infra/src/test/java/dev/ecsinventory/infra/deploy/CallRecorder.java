package dev.ecsinventory.infra.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Notes every call that the AWS SDK makes, a line each, in the file that {@code CALL_RECORD} names.
 * The SDK finds it through {@code software/amazon/awssdk/global/handlers/execution.interceptors} on
 * the class path, so it records in a process whose code knows nothing of it.
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
    String call =
        attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)
            + " "
            + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)
            + "\n";
    try {
      Files.writeString(Path.of(file), call, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
