package dev.ecsinventory.bench.coldstart;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import dev.ecsinventory.simulator.runtime.FunctionProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The archive that is deployed, unpacked, with what Lambda brings. The floor's class lies beside
 * it, so that both run on the same package.
 */
final class PackagedFunction {
  /** Maven runs benchmarks in their module's directory. */
  static final Path ARCHIVE = Path.of("..", "lambda", "target", "lambda.zip");

  private PackagedFunction() {}

  static FunctionProcess unpacked(Path directory) throws IOException, URISyntaxException {
    addFloor(directory);
    try (InputStream archive = Files.newInputStream(ARCHIVE)) {
      return FunctionProcess.unpack(
          archive,
          directory,
          List.of(jarOf(AWSLambda.class), jarOf(Context.class), jarOf(PojoSerializer.class)));
    }
  }

  private static void addFloor(Path directory) throws IOException {
    String file = ClientsOnlyFunction.class.getName().replace('.', '/') + ".class";
    Path copy = directory.resolve(file);
    Files.createDirectories(copy.getParent());
    try (InputStream content =
        ClientsOnlyFunction.class.getClassLoader().getResourceAsStream(file)) {
      Files.copy(content, copy);
    }
  }

  private static Path jarOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
