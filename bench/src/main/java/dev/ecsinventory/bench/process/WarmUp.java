package dev.ecsinventory.bench.process;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.TaskSetField;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Sends each kind of call of a snapshot to a simulator, several times. AWS's servers are warm; a
 * simulator that has just started must still load its classes.
 */
final class WarmUp {
  /**
   * The total of service reads is less than the capacity of ECS's bucket, so no call is throttled.
   */
  private static final int ROUNDS = 20;

  private static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(
          AwsBasicCredentials.create(EngineProperties.ACCESS_KEY, EngineProperties.SECRET_KEY));

  private WarmUp() {}

  static void warm(String endpoint) {
    Region region = Region.of(EngineProperties.REGION);
    try (SdkHttpClient http = UrlConnectionHttpClient.create();
        StsClient sts =
            StsClient.builder()
                .httpClient(http)
                .endpointOverride(URI.create(endpoint))
                .credentialsProvider(CREDENTIALS)
                .region(region)
                .build();
        EcsClient ecs =
            EcsClient.builder()
                .httpClient(http)
                .endpointOverride(URI.create(endpoint))
                .credentialsProvider(CREDENTIALS)
                .region(region)
                .build()) {
      for (int round = 0; round < ROUNDS; round++) {
        sts.getCallerIdentity();
        read(ecs);
      }
    }
  }

  private static void read(EcsClient ecs) {
    String cluster = ecs.listClusters().clusterArns().getFirst();
    ecs.describeClusters(ask -> ask.clusters(cluster));
    String first = ecs.listServices(ask -> ask.cluster(cluster)).serviceArns().getFirst();
    ecs.describeServices(ask -> ask.cluster(cluster).services(first).include(ServiceField.TAGS))
        .services()
        .forEach(
            service ->
                ecs.describeTaskSets(
                    ask ->
                        ask.cluster(cluster)
                            .service(first)
                            .taskSets(service.taskSets().getFirst().taskSetArn())
                            .include(TaskSetField.TAGS)));
  }
}
