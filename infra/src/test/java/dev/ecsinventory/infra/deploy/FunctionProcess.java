package dev.ecsinventory.infra.deploy;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A function's archive, run as Lambda runs it: by the runtime interface client. */
final class FunctionProcess {
  private final Path directory;

  /** Unpacks {@code archive} into {@code directory}. */
  FunctionProcess(byte[] archive, Path directory) throws IOException {
    this.directory = directory;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = directory.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(zip, file);
        }
      }
    }
  }

  /**
   * What an invocation came to.
   *
   * @param answer of the function
   * @param processor time that the process took of all processors
   * @param peakMegabytes the most memory that the process had, of which the heap is a part
   */
  record Outcome(String answer, Duration processor, long peakMegabytes) {}

  /**
   * Runs one invocation.
   *
   * @return what the function answered
   */
  String invoke(String handler, String event, Map<String, String> environment) throws Exception {
    return invoke(handler, event, environment, List.of()).answer();
  }

  /** Runs one invocation in a virtual machine with {@code options}. */
  Outcome invoke(
      String handler, String event, Map<String, String> environment, List<String> options)
      throws Exception {
    RuntimeApi api = new RuntimeApi(event);
    Path log = directory.resolve("function.log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), AWSLambda.class.getName(), handler));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    builder.environment().put("LAMBDA_TASK_ROOT", directory.toString());
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    process.onExit().thenAccept(ended -> api.answer().completeExceptionally(crash(log)));
    try {
      String answer = api.answer().get(15, TimeUnit.MINUTES);
      return new Outcome(
          answer,
          process.info().totalCpuDuration().orElse(Duration.ZERO),
          peakMegabytes(process.pid()));
    } finally {
      process.destroyForcibly().waitFor();
      api.stop();
    }
  }

  /** The archive as Lambda puts it on the path, and the runtime that Lambda itself brings. */
  private String classPath() throws IOException, URISyntaxException {
    try (Stream<Path> libraries = Files.list(directory.resolve("lib"))) {
      return Stream.of(
              Stream.of(directory.toString()),
              libraries.map(Path::toString).sorted(),
              Stream.of(jarOf(AWSLambda.class), jarOf(PojoSerializer.class)),
              recorder())
          .flatMap(paths -> paths)
          .collect(Collectors.joining(":"));
    }
  }

  private static String jarOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  /** The recorder alone, out of everything that is on the path of the tests. */
  private Stream<String> recorder() throws IOException {
    Path folder = directory.resolve("recorder");
    for (String file :
        List.of(
            CallRecorder.class.getName().replace('.', '/') + ".class",
            "software/amazon/awssdk/global/handlers/execution.interceptors")) {
      Path copy = folder.resolve(file);
      Files.createDirectories(copy.getParent());
      try (InputStream content = CallRecorder.class.getClassLoader().getResourceAsStream(file)) {
        Files.write(copy, content.readAllBytes());
      }
    }
    return Stream.of(folder.toString());
  }

  /** 0 where the operating system does not tell. */
  private static long peakMegabytes(long process) throws IOException {
    Path status = Path.of("/proc", String.valueOf(process), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  private static AssertionError crash(Path log) {
    try {
      return new AssertionError("the function's process ended:\n" + Files.readString(log));
    } catch (IOException unreadable) {
      return new AssertionError("the function's process ended", unreadable);
    }
  }
}
