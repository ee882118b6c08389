package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.aws.PatientHttp;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.EcsException;

class SimulateCommandTest {
  @Test
  void servesTheDemosFleetUntilInterrupted() throws Exception {
    try (Simulation simulation = Simulation.start("simulate")) {
      assertEquals(3, simulation.clusters(Region.US_EAST_1));

      assertEquals(0, simulation.interrupt());
      assertTrue(simulation.err().contains("5 clusters, 10 services, 11 task sets"));
      assertTrue(simulation.err().contains("calls: {ListClusters=1}"), simulation.err());
    }
  }

  @Test
  void servesAGeneratedFleet() throws Exception {
    try (Simulation simulation = Simulation.start("simulate", "--seed", "7", "--size", "4,2,1")) {
      assertEquals(4, simulation.clusters(Region.US_EAST_1));
      assertEquals(0, simulation.interrupt());
    }
  }

  @Test
  void servesAUniformFleetWithLatency() throws Exception {
    try (Simulation simulation =
        Simulation.start(
            "simulate",
            "--seed",
            "7",
            "--size",
            "2,30,2",
            "--uniform",
            "--latency",
            "80",
            "--jitter",
            "1")) {
      simulation.clusters(Region.US_EAST_1);
      long start = System.nanoTime();
      simulation.clusters(Region.US_EAST_1);
      assertTrue(System.nanoTime() - start >= 80_000_000);
      assertEquals(0, simulation.interrupt());
      assertTrue(simulation.err().contains("2 clusters, 60 services, 120 task sets"));
    }
  }

  @Test
  void throttlesTaskSetsIfConfigured() throws Exception {
    try (Simulation simulation =
        Simulation.start(
            "simulate",
            "--seed",
            "7",
            "--size",
            "1,1,1",
            "--uniform",
            "--throttle",
            "--throttle-task-sets")) {
      simulation.awaitThrottledTaskSets();
      assertEquals(0, simulation.interrupt());
      assertTrue(
          Pattern.compile(", [1-9][0-9]* throttled").matcher(simulation.err()).find(),
          simulation.err());
    }
  }

  @Test
  void servesAFileWithFaults(@TempDir Path directory) throws Exception {
    Path fleet = directory.resolve("fleet.json");
    Files.writeString(
        fleet,
        """
        {"accounts": [{"id": "123456789012", "regions": [
          {"name": "us-east-1", "clusters": [{"clusterName": "only"}]}]}]}
        """);
    Path faults = directory.resolve("faults.json");
    Files.writeString(
        faults,
        "{\"rules\": [{\"fault\": \"THROTTLE\", \"operation\": \"ListClusters\", \"times\": 1}]}");
    try (Simulation simulation =
        Simulation.start("simulate", "--fleet", fleet.toString(), "--faults", faults.toString())) {
      assertEquals(1, simulation.clusters(Region.US_EAST_1));
      assertEquals(0, simulation.interrupt());
      assertTrue(simulation.err().contains("calls: {ListClusters=2}"), simulation.err());
    }
  }

  @Test
  void reportsAllProblemsOfAFleet(@TempDir Path directory) throws Exception {
    Path fleet = Files.writeString(directory.resolve("fleet.json"), "{\"acounts\": []}");

    assertRejected(CommandLineRun.of("simulate", "--fleet", fleet.toString()), "acounts");
    assertRejected(
        CommandLineRun.of("simulate", "--fleet", directory.resolve("absent").toString()), "absent");
  }

  @Test
  void rejectsTwoFleets() {
    assertRejected(CommandLineRun.of("simulate", "--fleet", "f", "--seed", "1"), "--fleet");
  }

  @Test
  void rejectsAnInvalidSize() {
    assertRejected(CommandLineRun.of("simulate", "--seed", "1", "--size", "1,2"), "--size");
    assertRejected(CommandLineRun.of("simulate", "--seed", "1", "--size", "1,2,-3"), "--size");
    assertRejected(CommandLineRun.of("simulate", "--seed", "1", "--size", "few"), "--size");
  }

  @Test
  void rejectsAnInvalidLatency() {
    assertRejected(CommandLineRun.of("simulate", "--latency", "-1"), "--latency");
    assertRejected(CommandLineRun.of("simulate", "--jitter", "-1"), "--jitter");
  }

  @Test
  void rejectsAnUnavailablePort() throws Exception {
    assertRejected(CommandLineRun.of("simulate", "--port", "70000"), "--port");
    try (ServerSocket taken = new ServerSocket(0)) {
      String port = String.valueOf(taken.getLocalPort());
      assertRejected(CommandLineRun.of("simulate", "--port", port), "--port");
    }
  }

  private static void assertRejected(CommandLineRun run, String reason) {
    assertEquals(2, run.exitCode(), run.err());
    assertEquals("", run.out());
    assertTrue(run.err().contains(reason), run.err());
  }

  /** The command in a separate thread, because it runs until an interrupt. */
  private static final class Simulation implements AutoCloseable {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final FutureTask<Integer> run;
    private final Thread thread;
    private final URI endpoint;

    private Simulation(String... arguments) throws Exception {
      PipedInputStream printed = new PipedInputStream();
      Surroundings surroundings =
          new Surroundings(
              new ByteArrayInputStream(new byte[0]),
              new PrintStream(new PipedOutputStream(printed), true, StandardCharsets.UTF_8),
              new PrintStream(err, true, StandardCharsets.UTF_8),
              false,
              Map.of(),
              CommandLineRun.projectHome(),
              Clock.systemUTC());
      run = new FutureTask<>(() -> Main.run(surroundings, arguments));
      thread = Thread.ofPlatform().daemon().start(run);
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8));
      endpoint = URI.create(lines.readLine());
    }

    static Simulation start(String... arguments) throws Exception {
      return new Simulation(arguments);
    }

    int clusters(Region region) {
      try (EcsClient client = client(region, 3)) {
        return client.listClusters().clusterArns().size();
      }
    }

    /**
     * Describes the task sets of a service until a call is throttled. The bucket of AWS holds 100
     * tokens; the calls run concurrently, so that they empty it faster than it refills even on a
     * slow machine.
     */
    void awaitThrottledTaskSets() throws Exception {
      try (EcsClient client = client(Region.US_EAST_1, 1)) {
        boolean throttled = false;
        while (!throttled) {
          throttled = burst(() -> throttles(client)).contains(true);
        }
      }
    }

    private static List<Boolean> burst(Callable<Boolean> call) throws Exception {
      List<Boolean> results = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Boolean> result : threads.invokeAll(Collections.nCopies(200, call))) {
          results.add(result.get());
        }
      }
      return results;
    }

    private static boolean throttles(EcsClient client) {
      try {
        client.describeTaskSets(
            ask -> ask.cluster("cluster-0").service("service-0").taskSets("ecs-svc/1"));
        return false;
      } catch (EcsException rejection) {
        return rejection.isThrottlingException();
      }
    }

    private EcsClient client(Region region, int attempts) {
      return EcsClient.builder()
          .endpointOverride(endpoint)
          .region(region)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
          .httpClient(PatientHttp.client())
          .overrideConfiguration(
              options -> options.retryStrategy(retries -> retries.maxAttempts(attempts)))
          .build();
    }

    int interrupt() throws Exception {
      thread.interrupt();
      return run.get();
    }

    String err() {
      return err.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
      thread.interrupt();
    }
  }
}
