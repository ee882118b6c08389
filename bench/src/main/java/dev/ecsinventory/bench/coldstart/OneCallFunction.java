package dev.ecsinventory.bench.coldstart;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Builds the clients that a snapshot needs with a given HTTP client, and calls ListClusters of ECS
 * once.
 */
public final class OneCallFunction implements RequestStreamHandler {
  /** The variable with the class name of an {@link SdkHttpService}. */
  static final String HTTP = "BENCH_HTTP_SERVICE";

  private final List<SdkClient> others;
  private final EcsClient ecs;

  /** The constructor that Lambda calls. */
  public OneCallFunction() throws ReflectiveOperationException {
    SdkHttpClient http =
        ((SdkHttpService) Class.forName(System.getenv(HTTP)).getConstructor().newInstance())
            .createHttpClientBuilder()
            .build();
    others =
        List.of(
            StsClient.builder().httpClient(http).build(),
            DynamoDbClient.builder().httpClient(http).build(),
            S3Client.builder().httpClient(http).build());
    ecs = EcsClient.builder().httpClient(http).build();
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    int clusters = ecs.listClusters(request -> request.maxResults(100)).clusterArns().size();
    response.write(
        "{\"clusters\":%d,\"others\":%d}"
            .formatted(clusters, others.size())
            .getBytes(StandardCharsets.UTF_8));
  }
}
