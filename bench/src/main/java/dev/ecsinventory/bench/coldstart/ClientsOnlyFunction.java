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
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The lower bound: a function that builds the clients for a snapshot, and responds without a call.
 */
public final class ClientsOnlyFunction implements RequestStreamHandler {
  private final List<SdkClient> clients;

  /** The constructor that Lambda calls. */
  public ClientsOnlyFunction() {
    SdkHttpClient http = UrlConnectionHttpClient.create();
    clients =
        List.of(
            StsClient.builder().httpClient(http).build(),
            DynamoDbClient.builder().httpClient(http).build(),
            EcsClient.builder().httpClient(http).build(),
            S3Client.builder().httpClient(http).build());
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    response.write("{\"clients\":%d}".formatted(clients.size()).getBytes(StandardCharsets.UTF_8));
  }
}
