package dev.ecsinventory.simulator;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ecs.EcsClient;

/** The SDK's own clients, pointed at a simulator; they do not retry, so each fault shows. */
final class TestClients {
  private TestClients() {}

  static EcsClient ecs(EcsSimulator simulator) {
    return ecs(simulator, "us-east-1", 1);
  }

  static EcsClient ecs(EcsSimulator simulator, String region, int attempts) {
    return EcsClient.builder()
        .endpointOverride(simulator.endpoint())
        .region(Region.of(region))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")))
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(10)))
        .overrideConfiguration(
            c ->
                c.retryStrategy(
                    DefaultRetryStrategy.standardStrategyBuilder()
                        .maxAttempts(attempts)
                        .backoffStrategy(
                            software.amazon.awssdk.retries.api.BackoffStrategy.retryImmediately())
                        .throttlingBackoffStrategy(
                            software.amazon.awssdk.retries.api.BackoffStrategy.retryImmediately())
                        .build()))
        .build();
  }
}
