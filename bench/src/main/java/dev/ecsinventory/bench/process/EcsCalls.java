package dev.ecsinventory.bench.process;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.TaskSet;
import software.amazon.awssdk.services.ecs.model.TaskSetField;

/** The calls of a reader of ECS, sent to one endpoint, one after another. */
public final class EcsCalls implements AutoCloseable {
  /** The most that DescribeServices accepts. */
  private static final int BATCH = 10;

  /** The most that ListServices gives a page. */
  private static final int PAGE = 100;

  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final EcsClient client;

  /** Calls to {@code endpoint}. */
  public EcsCalls(String endpoint) {
    client =
        EcsClient.builder()
            .httpClient(http)
            .endpointOverride(URI.create(endpoint))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        EngineProperties.ACCESS_KEY, EngineProperties.SECRET_KEY)))
            .region(Region.of(EngineProperties.REGION))
            .build();
  }

  /** Reads one cluster completely; returns the number of calls. */
  public int readCluster() {
    String cluster = client.listClusters().clusterArns().getFirst();
    List<String> services =
        client.listServices(list -> list.cluster(cluster).maxResults(PAGE)).serviceArns();
    List<Service> withTaskSets = new ArrayList<>();
    int calls = 2;
    for (int first = 0; first < services.size(); first += BATCH) {
      List<String> batch = services.subList(first, Math.min(first + BATCH, services.size()));
      DescribeServicesResponse described =
          client.describeServices(
              describe -> describe.cluster(cluster).services(batch).include(ServiceField.TAGS));
      calls++;
      described.services().stream()
          .filter(service -> !service.taskSets().isEmpty())
          .forEach(withTaskSets::add);
    }
    for (Service service : withTaskSets) {
      client.describeTaskSets(
          describe ->
              describe
                  .cluster(cluster)
                  .service(service.serviceArn())
                  .taskSets(service.taskSets().stream().map(TaskSet::taskSetArn).toList())
                  .include(TaskSetField.TAGS));
      calls++;
    }
    return calls;
  }

  @Override
  public void close() {
    client.close();
    http.close();
  }
}
