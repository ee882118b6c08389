package dev.ecsinventory.infra.deploy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import dev.ecsinventory.simulator.runtime.FunctionProcess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The deployed archive under Lambda's runtime client, with the recorder of its calls. */
final class DeployedFunction {
  private DeployedFunction() {}

  /** Unpacks {@code archive} into {@code directory}. */
  static FunctionProcess of(byte[] archive, Path directory) throws IOException {
    return FunctionProcess.unpack(
            new ByteArrayInputStream(archive),
            directory,
            Stream.of(AWSLambda.class, Context.class, PojoSerializer.class)
                .map(FunctionProcess::jarOf)
                .toList())
        .add(
            CallRecorder.class.getClassLoader(),
            CallRecorder.class.getName().replace('.', '/') + ".class",
            "software/amazon/awssdk/global/handlers/execution.interceptors");
  }
}
