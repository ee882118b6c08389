package dev.ecsinventory.bench.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.simulator.runtime.PeakMemory;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A program that is idle, or that only builds the clients, and prints its maximum memory: the
 * memory without a snapshot.
 */
public final class IdleProcess {
  private static final String CLIENTS = "clients";
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private IdleProcess() {}

  /** The maximum memory of an idle process, in megabytes. */
  public static double ofNothing(int heap) throws IOException, InterruptedException {
    return run(heap, "nothing");
  }

  /** The maximum memory of a process that builds the clients, in megabytes. */
  public static double ofClients(int heap) throws IOException, InterruptedException {
    return run(heap, CLIENTS);
  }

  private static double run(int heap, String what) throws IOException, InterruptedException {
    JsonNode response = PackagedJvm.of(IdleProcess.class, heap).run(LIMIT, what);
    return response.asDouble();
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments[0].equals(CLIENTS)) {
      buildClients();
    }
    System.out.println(PeakMemory.ofProcess(ProcessHandle.current().pid()) / 1_048_576);
  }

  private static void buildClients() {
    EngineProperties.set("http://localhost:1", "http://localhost:1");
    AccountRegion accountRegion = new AccountRegion("123456789012", EngineProperties.REGION);
    try (AwsClients clients =
        new AwsClients(
            accountRegion.region(), Export.UNLIMITED_READS_PER_SECOND, Backoff.DEFAULT)) {
      Set.of(
          clients.sts(),
          clients.s3(),
          clients.dynamoDb(),
          clients.ecs(accountRegion, Optional.empty()));
    }
  }
}
