package dev.ecsinventory.simulator.runtime;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A function's unpacked archive, which runs in the same way as in Lambda: in a new process, by the
 * runtime interface client, which loads the classes in the archive's root and in the jars of its
 * {@code lib} with a class loader of its own.
 */
public final class FunctionProcess {
  /**
   * The options with which Lambda starts Java for on-demand functions.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html">Customize
   *     Java runtime startup behavior</a>
   */
  public static final List<String> OPTIONS =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");

  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  /** A class of each library that Lambda provides: the runtime client and its dependencies. */
  private static final List<String> RUNTIME =
      List.of(
          CLIENT,
          "com.amazonaws.services.lambda.runtime.Context",
          "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer");

  private static final int LONGEST_MINUTES = 10;

  private final Path directory;
  private final List<String> options;

  private FunctionProcess(Path directory, List<String> options) {
    this.directory = requireNonNull(directory, "directory is null");
    this.options = List.copyOf(options);
  }

  /** Unpacks {@code archive} into {@code directory}. */
  public static FunctionProcess unpack(InputStream archive, Path directory) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(archive)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = directory.resolve(entry.getName());
        if (!entry.isDirectory()) {
          Files.createDirectories(file.getParent());
          Files.copy(zip, file);
        }
      }
    }
    return of(directory);
  }

  /** A function whose archive is unpacked in {@code directory}. */
  public static FunctionProcess of(Path directory) {
    return new FunctionProcess(directory, OPTIONS);
  }

  /** The jar that contains {@code type}. */
  public static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException malformed) {
      throw new IllegalStateException(malformed);
    }
  }

  /**
   * Adds a class and resources to the function's own classes.
   *
   * @param resources absolute names of resources on the class path of {@code type}
   */
  public FunctionProcess add(Class<?> type, String... resources) throws IOException {
    copy(type, type.getName().replace('.', '/') + ".class");
    for (String resource : resources) {
      copy(type, resource);
    }
    return this;
  }

  private void copy(Class<?> type, String file) throws IOException {
    Path copy = directory.resolve(file);
    Files.createDirectories(copy.getParent());
    try (InputStream content =
        requireNonNull(type.getClassLoader().getResourceAsStream(file), file)) {
      Files.copy(content, copy);
    }
  }

  /** The same with other options of the JVM. */
  public FunctionProcess with(List<String> others) {
    return new FunctionProcess(directory, others);
  }

  /**
   * Starts the function, sends {@code event}, waits for the response and ends it.
   *
   * @throws IOException when it reports an error, ends by itself or takes longer than ten minutes
   */
  public Invocation invoke(String handler, String event, Map<String, String> environment)
      throws IOException, InterruptedException {
    return run(handler, event, environment, Process::destroyForcibly);
  }

  /**
   * The same function with an AOT cache of the classes that it has loaded after one response to
   * {@code event}. Unlike in Lambda, the process ends normally, because the cache is written at the
   * end.
   *
   * @param cache the file to write
   * @throws IOException when no cache was written
   * @see <a href="https://openjdk.org/jeps/514">JEP 514</a>
   */
  public FunctionProcess trained(
      String handler, String event, Map<String, String> environment, Path cache)
      throws IOException, InterruptedException {
    Invocation training =
        with("-XX:AOTCacheOutput=" + cache).run(handler, event, environment, Process::destroy);
    if (!Files.exists(cache)) {
      throw new IOException("the JVM wrote no AOT cache:\n" + training.log());
    }
    return with("-XX:AOTCache=" + cache);
  }

  /** The same with one more option of the JVM. */
  public FunctionProcess with(String option) {
    List<String> more = new ArrayList<>(options);
    more.add(option);
    return with(more);
  }

  private Invocation run(
      String handler, String event, Map<String, String> environment, Consumer<Process> end)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("function-", ".log");
    try (OneAtATime _ = OneAtATime.take();
        RuntimeApi api = new RuntimeApi(event)) {
      ProcessBuilder builder = new ProcessBuilder(command(handler)).directory(directory.toFile());
      builder.environment().putAll(environment);
      builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
      builder.environment().put("LAMBDA_TASK_ROOT", directory.toString());
      long start = System.nanoTime();
      Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      try {
        api.watch(process);
        RuntimeApi.Response response = response(api.responded(), log);
        long peak = PeakMemory.ofProcess(process.pid());
        return Invocation.of(start, response, peak, Files.readString(log));
      } finally {
        end.accept(process);
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
          process.destroyForcibly().waitFor();
        }
      }
    } finally {
      Files.delete(log);
    }
  }

  private static RuntimeApi.Response response(
      CompletableFuture<RuntimeApi.Response> responded, Path log)
      throws IOException, InterruptedException {
    try {
      return responded.get(LONGEST_MINUTES, TimeUnit.MINUTES);
    } catch (ExecutionException | TimeoutException failure) {
      throw new IOException("the function did not respond:\n" + Files.readString(log), failure);
    }
  }

  private List<String> command(String handler) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), CLIENT, handler));
    return command;
  }

  /**
   * The class path contains the runtime only: its client loads the function from the working
   * directory.
   */
  private static String classPath() {
    return RUNTIME.stream()
        .map(FunctionProcess::named)
        .map(type -> jarOf(type).toString())
        .collect(Collectors.joining(":"));
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(name, false, FunctionProcess.class.getClassLoader());
    } catch (ClassNotFoundException missing) {
      throw new IllegalStateException(
          "Lambda's runtime client is not on the class path of who starts a function", missing);
    }
  }
}
