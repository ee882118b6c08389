package dev.ecsinventory.bench.process;

import dev.ecsinventory.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code ecs-inventory simulate} in a process of its own. */
public final class SimulatorProcess implements AutoCloseable {
  private static final Pattern COUNTS = Pattern.compile("calls: \\{.*}, (\\d+) throttled");

  private final Process process;
  private final Path log;
  private final String endpoint;

  private SimulatorProcess(Process process, Path log, String endpoint) {
    this.process = process;
    this.log = log;
    this.endpoint = endpoint;
  }

  /**
   * Starts it; when this returns, it answers.
   *
   * @param options as {@code simulate --help} lists them
   */
  public static SimulatorProcess start(String... options) throws IOException {
    Path log = Files.createTempFile("simulator-", ".log");
    String[] arguments =
        Stream.concat(Stream.of("simulate"), Arrays.stream(options)).toArray(String[]::new);
    Process process =
        ChildJvm.of(Main.class, "-Xmx2g", "-XX:+UseSerialGC")
            .builder(arguments)
            .redirectError(log.toFile())
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String endpoint = out.readLine();
    if (endpoint == null) {
      throw new IOException("the simulator did not start:\n" + Files.readString(log));
    }
    return new SimulatorProcess(process, log, endpoint);
  }

  /** Where it answers, for ECS and STS. */
  public String endpoint() {
    return endpoint;
  }

  /** Stops it and says how many calls it throttled. */
  public long stop() throws IOException {
    end();
    String text = Files.readString(log);
    Matcher counts = COUNTS.matcher(text);
    if (!counts.find()) {
      throw new IOException("the simulator did not say what it was called for:\n" + text);
    }
    return Long.parseLong(counts.group(1));
  }

  private void end() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException stop) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    end();
    Files.deleteIfExists(log);
  }
}
