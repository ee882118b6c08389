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
 * What a snapshot takes of memory before there is one: a program that does nothing, or that only
 * builds the clients, and answers with the most that it held.
 */
public final class IdleProcess {
  private static final String CLIENTS = "clients";
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private IdleProcess() {}

  /** The most memory, in megabytes, of one that does nothing. */
  public static double ofNothing(int heap) throws IOException, InterruptedException {
    return run(heap, "nothing");
  }

  /** The most memory, in megabytes, of one that builds the clients. */
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
        new AwsClients(accountRegion.region(), Export.UNPACED, Backoff.DEFAULT)) {
      Set.of(
          clients.sts(),
          clients.s3(),
          clients.dynamoDb(),
          clients.ecs(accountRegion, Optional.empty()));
    }
  }
}
