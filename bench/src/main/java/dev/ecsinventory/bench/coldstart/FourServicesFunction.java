package dev.ecsinventory.bench.coldstart;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.CallCounter;
import dev.ecsinventory.aws.EcsReader;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.aws.rate.CallPriority;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Calls each of the four services that every snapshot calls, once, through the function's own
 * clients, which are built either in the constructor or on first use.
 */
public final class FourServicesFunction implements RequestStreamHandler {
  /**
   * The variable that selects when clients are built: {@link #FIRST} for the constructor, otherwise
   * on first use.
   */
  static final String CLIENTS = "BENCH_CLIENTS";

  static final String FIRST = "first";

  private static final int READS_PER_SECOND = 1000;
  private static final AccountRegion PLACE =
      new AccountRegion("123456789012", System.getenv("AWS_REGION"));

  private final Supplier<StsClient> sts;
  private final Supplier<EcsReader> ecs;
  private final Supplier<DynamoDbClient> table;
  private final Supplier<S3Client> store;
  private AwsClients clients;

  /** The constructor that Lambda calls. */
  public FourServicesFunction() {
    sts = client(() -> clients().sts());
    ecs = client(() -> clients().ecs(PLACE, Optional.empty()));
    table = client(() -> clients().dynamoDb());
    store = client(() -> clients().s3());
  }

  private static <T> Supplier<T> client(Supplier<T> builder) {
    if (!FIRST.equals(System.getenv(CLIENTS))) {
      return builder;
    }
    T built = builder.get();
    return () -> built;
  }

  private AwsClients clients() {
    if (clients == null) {
      clients = new AwsClients(PLACE.region(), READS_PER_SECOND, Backoff.DEFAULT);
    }
    return clients;
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    String account = sts.get().getCallerIdentity().account();
    int clusters =
        ecs.get()
            .call(
                CallPriority.ofPlan(),
                (client, options) ->
                    client.listClusters(request -> request.overrideConfiguration(options)),
                new CallCounter(),
                Deadline.NONE)
            .clusterArns()
            .size();
    AttributeValue key = AttributeValue.fromS("absent");
    // Calls that the function does not make are not in its archive; it has no other form of this
    // one.
    GetItemRequest item =
        GetItemRequest.builder()
            .tableName(System.getenv("INVENTORY_TABLE"))
            .key(Map.of("pk", key, "sk", key))
            .build();
    boolean absent = !table.get().getItem(item).hasItem();
    store
        .get()
        .putObject(
            request -> request.bucket(System.getenv("INVENTORY_BUCKET")).key("four-services"),
            RequestBody.fromString(account));
    response.write(
        "{\"clusters\":%d,\"absent\":%b}"
            .formatted(clusters, absent)
            .getBytes(StandardCharsets.UTF_8));
  }
}
