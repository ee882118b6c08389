package dev.ecsinventory.cli.engine;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import java.net.URI;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * DynamoDB over HTTP on a free port of the loopback address, its data in memory. Conditions,
 * transactions, indexes and paging are those of DynamoDB; items never expire.
 *
 * <p>As in AWS, a table belongs to an account and a region: it exists only for callers with the
 * access key and the Region with which it was created.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.html">
 *     DynamoDB local</a>
 */
public final class EmbeddedDynamoDb implements AutoCloseable {
  private final AwsBasicCredentials credentials;
  private final Region region;
  private final Server server;
  private final ServerConnector connector;
  private final DynamoDbHandler handler;

  private EmbeddedDynamoDb(AwsBasicCredentials credentials, Region region) {
    this.credentials = requireNonNull(credentials, "credentials is null");
    this.region = requireNonNull(region, "region is null");
    // Not DynamoDB local's own server, because that one listens on all addresses of the machine.
    this.server = new Server();
    this.connector = new ServerConnector(server);
    this.handler = DynamoDbHandler.of(inMemory());
    connector.setHost(Loopback.ADDRESS);
    server.addConnector(connector);
    server.setHandler(handler);
    server.setStopTimeout(0);
    Loopback.start("DynamoDB", server::start);
  }

  /**
   * Starts an engine without tables.
   *
   * @param credentials of the account that tables are created in; the key id is letters and digits
   */
  public static EmbeddedDynamoDb start(AwsBasicCredentials credentials, Region region) {
    return new EmbeddedDynamoDb(credentials, region);
  }

  static LocalDynamoDBRequestHandler inMemory() {
    boolean inMemory = true;
    boolean oneForAllAccountsAndRegions = false;
    boolean transientStates = false;
    return new LocalDynamoDBRequestHandler(
        0, inMemory, null, oneForAllAccountsAndRegions, transientStates);
  }

  public URI endpoint() {
    return Loopback.uri(connector.getLocalPort());
  }

  /** Creates the table of the inventory, with its indexes and its time to live. */
  public void createTable(String name) {
    try (DynamoDbClient client = client()) {
      client.createTable(EmbeddedTable.creation(name));
      client.updateTimeToLive(EmbeddedTable.timeToLive(name));
    }
  }

  private DynamoDbClient client() {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint())
        .region(region)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  @Override
  public void close() {
    Loopback.stop("DynamoDB", server::stop);
    handler.close();
  }
}
