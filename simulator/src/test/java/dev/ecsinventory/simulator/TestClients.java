package dev.ecsinventory.simulator;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** SDK clients for a simulator, without retries, so that each fault has an effect. */
public final class TestClients {
  static final String ACCOUNT = "123456789012";
  static final String REGION = "us-east-1";

  private static final Duration HANG_GUARD = Duration.ofMinutes(20);
  static final AwsCredentials USER = AwsBasicCredentials.create("AKIDEXAMPLE", "secret");

  private TestClients() {}

  public static EcsClient ecs(EcsSimulator simulator) {
    return ecs(simulator, REGION, USER);
  }

  public static EcsClient ecs(EcsSimulator simulator, String region, AwsCredentials credentials) {
    return configured(EcsClient.builder(), simulator, region, credentials).build();
  }

  static StsClient sts(EcsSimulator simulator, String region) {
    return configured(StsClient.builder(), simulator, region, USER).build();
  }

  static StsClient sts(EcsSimulator simulator, String region, AwsCredentials credentials) {
    return configured(StsClient.builder(), simulator, region, credentials).build();
  }

  static OrganizationsClient organizations(EcsSimulator simulator, AwsCredentials credentials) {
    return configured(OrganizationsClient.builder(), simulator, REGION, credentials).build();
  }

  static AccountClient account(EcsSimulator simulator, AwsCredentials credentials) {
    return configured(AccountClient.builder(), simulator, REGION, credentials).build();
  }

  private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B configured(
      B builder, EcsSimulator simulator, String region, AwsCredentials credentials) {
    return builder
        .endpointOverride(simulator.endpoint())
        .region(Region.of(region))
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(HANG_GUARD)
                .socketTimeout(HANG_GUARD))
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .retryStrategy(DefaultRetryStrategy.doNotRetry())
                .build());
  }
}
