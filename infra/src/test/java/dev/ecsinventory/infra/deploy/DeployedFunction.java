package dev.ecsinventory.infra.deploy;

import dev.ecsinventory.simulator.runtime.FunctionProcess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;

/** The deployed archive under Lambda's runtime client, with the recorder of its calls. */
final class DeployedFunction {
  private DeployedFunction() {}

  /** Unpacks {@code archive} into {@code directory}. */
  static FunctionProcess of(byte[] archive, Path directory) throws IOException {
    return FunctionProcess.unpack(new ByteArrayInputStream(archive), directory)
        .add(CallRecorder.class, "software/amazon/awssdk/global/handlers/execution.interceptors");
  }
}
