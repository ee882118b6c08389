package dev.ecsinventory.infra.deploy;

import dev.ecsinventory.simulator.runtime.FunctionProcess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;

/** Runs the deployed archive in Lambda's runtime client and records its calls. */
final class DeployedFunction {
  private DeployedFunction() {}

  /** Unpacks {@code archive} into {@code directory}. */
  static FunctionProcess of(byte[] archive, Path directory) throws IOException {
    return FunctionProcess.unpack(new ByteArrayInputStream(archive), directory)
        .add(CallRecorder.class, "software/amazon/awssdk/global/handlers/execution.interceptors");
  }
}
