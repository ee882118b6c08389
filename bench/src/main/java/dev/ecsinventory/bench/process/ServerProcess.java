package dev.ecsinventory.bench.process;

import dev.ecsinventory.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A server in a separate JVM: it prints its endpoint as one line when it accepts requests, and runs
 * until it is stopped.
 */
public final class ServerProcess implements AutoCloseable {
  private static final int SECONDS_TO_STOP = 10;
  private static final double KILOBYTES = 1024;

  private final Process process;
  private final Path log;
  private final String endpoint;

  private ServerProcess(Process process, Path log, String endpoint) {
    this.process = process;
    this.log = log;
    this.endpoint = endpoint;
  }

  /**
   * Starts the server; it accepts requests when this method returns.
   *
   * @throws IOException when it does not start, with its standard error
   */
  static ServerProcess start(ChildJvm program, String... arguments) throws IOException {
    Path log = Files.createTempFile(program.main().getSimpleName() + "-", ".log");
    Process process = program.builder(arguments).redirectError(log.toFile()).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String endpoint = out.readLine();
    if (endpoint == null) {
      throw new IOException(
          "%s did not start:%n%s".formatted(program.main().getSimpleName(), Files.readString(log)));
    }
    return new ServerProcess(process, log, endpoint);
  }

  /** An S3 that stores objects in memory, with the bucket of {@link ExportProcess}. */
  public static ServerProcess s3() throws IOException {
    return start(ChildJvm.of(S3Server.class, "-Xmx1g", "-XX:+UseSerialGC"));
  }

  /** {@code ecs-inventory serve} of the newest snapshot in a directory. */
  public static ServerProcess serve(Path snapshots) throws IOException {
    return start(
        ChildJvm.of(Main.class, "-Xmx3g", "-XX:+UseSerialGC"),
        "serve",
        "--from",
        snapshots.toString(),
        "--port",
        "0");
  }

  /** The memory of the process that is resident, from {@code /proc}. */
  public double residentMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KILOBYTES)
        .findFirst()
        .orElseThrow();
  }

  public String endpoint() {
    return endpoint;
  }

  /** Stops the server and returns its standard error. */
  String stop() throws IOException {
    process.destroy();
    ProcessEnd.await(process, SECONDS_TO_STOP);
    return Files.readString(log);
  }

  @Override
  public void close() throws IOException {
    stop();
    Files.delete(log);
  }
}
