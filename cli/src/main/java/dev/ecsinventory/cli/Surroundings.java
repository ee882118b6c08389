package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.cli.aws.ProfileRegion;
import dev.ecsinventory.cli.progress.ConsoleProgress;
import dev.ecsinventory.cli.text.Terminal;
import dev.ecsinventory.config.Settings;
import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/**
 * The context of a command.
 *
 * @param out for results
 * @param err for progress, warnings and errors
 * @param watched whether {@code err} is a terminal
 * @param terminal the reader of {@code out}
 * @param environment the environment variables
 * @param home folder of the project
 * @param clock the current time
 */
public record Surroundings(
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean watched,
    Terminal terminal,
    Map<String, String> environment,
    Path home,
    Clock clock) {
  /** The launcher sets the project's folder; the default is the current directory. */
  static final String HOME_PROPERTY = "ecs-inventory.home";

  /** The launcher sets it if standard output is a terminal, to the terminal's width. */
  private static final String COLUMNS_PROPERTY = "ecs-inventory.columns";

  public Surroundings {
    requireNonNull(in, "in is null");
    requireNonNull(out, "out is null");
    requireNonNull(err, "err is null");
    requireNonNull(terminal, "terminal is null");
    environment = Map.copyOf(environment);
    requireNonNull(home, "home is null");
    requireNonNull(clock, "clock is null");
  }

  /** With a reader of which only the environment is known. */
  public Surroundings(
      InputStream in,
      PrintStream out,
      PrintStream err,
      boolean watched,
      Map<String, String> environment,
      Path home,
      Clock clock) {
    this(
        in,
        out,
        err,
        watched,
        Terminal.of(Optional.empty(), environment),
        environment,
        home,
        clock);
  }

  static Surroundings ofThisProcess() {
    Console console = System.console();
    return new Surroundings(
        System.in,
        System.out,
        System.err,
        console != null && console.isTerminal(),
        Terminal.of(Optional.ofNullable(System.getProperty(COLUMNS_PROPERTY)), System.getenv()),
        System.getenv(),
        Path.of(System.getProperty(HOME_PROPERTY, "")).toAbsolutePath(),
        Clock.systemUTC());
  }

  /** Clients in the environment's Region, which commands on local files do not need. */
  AwsClients clients() {
    return clients(Optional.empty());
  }

  /**
   * Clients in {@code region}, or else in the environment's. The profile is read when a client is
   * built: a command on local files works whatever the AWS configuration is.
   */
  AwsClients clients(Optional<String> region) {
    return new AwsClients(
        () -> region.or(this::region).orElse(Region.US_EAST_1.id()),
        Settings.DEFAULT_READS_PER_SECOND,
        Backoff.DEFAULT);
  }

  /** The environment's Region, or that of the profile; empty where neither has one. */
  Optional<String> region() {
    return variable("AWS_REGION")
        .or(() -> variable("AWS_DEFAULT_REGION"))
        .or(() -> ProfileRegion.of(environment));
  }

  /** An empty variable counts as none, as it does for the AWS CLI. */
  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** Progress for a terminal, or for a log. */
  ConsoleProgress progress() {
    return ConsoleProgress.on(err, watched);
  }

  PrintWriter outWriter() {
    return new PrintWriter(out, true, StandardCharsets.UTF_8);
  }

  PrintWriter errWriter() {
    return new PrintWriter(err, true, StandardCharsets.UTF_8);
  }
}
