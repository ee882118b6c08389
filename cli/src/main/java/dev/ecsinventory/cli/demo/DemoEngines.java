package dev.ecsinventory.cli.demo;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.S3ObjectStore;
import dev.ecsinventory.cli.engine.EmbeddedDynamoDb;
import dev.ecsinventory.cli.engine.EmbeddedS3;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.pipeline.Environment;
import dev.ecsinventory.pipeline.Progress;
import dev.ecsinventory.simulator.EcsSimulator;
import dev.ecsinventory.simulator.EventBus;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.write.directory.DirectoryHistory;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;

/**
 * An ECS simulator with a fleet, S3 with a bucket, DynamoDB with a table and an event bus, all in
 * this process. Until they are closed, every client of the AWS SDK in this process calls them, and
 * a client of any other AWS service calls the simulator, which rejects its requests: no request
 * leaves this machine.
 */
public final class DemoEngines implements AutoCloseable {
  public static final String BUCKET = "ecs-inventory-demo";
  public static final String TABLE = "ecs-inventory-demo";

  /**
   * The class of DynamoDB local that {@link EmbeddedDynamoDb} uses. Releases do not contain it: its
   * license does not permit that.
   */
  private static final String DYNAMO_DB =
      "com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler";

  /** The location of {@code policies/demo.json} for the function. */
  private static final String TAG_POLICY = "classpath:policies/demo.json";

  public static final Region REGION = Region.US_EAST_1;
  private static final AwsBasicCredentials CREDENTIALS =
      AwsBasicCredentials.create("demo", "not-a-secret");

  /** No other client reads from the simulator, so the rate is not limited. */
  public static final int READS_PER_SECOND = 1000;

  private final Fleet fleet;
  private final EcsSimulator ecs;
  private final EmbeddedS3 s3;
  private final Optional<EmbeddedDynamoDb> dynamoDb;
  private final EventBus eventBus;
  private final SdkProperties properties;

  private DemoEngines(Fleet fleet) {
    this.fleet = fleet;
    this.ecs = EcsSimulator.start(fleet, SimulatorOptions.DEFAULTS);
    this.s3 = EmbeddedS3.inMemory(CREDENTIALS);
    this.dynamoDb =
        isInstalled(DYNAMO_DB)
            ? Optional.of(EmbeddedDynamoDb.start(CREDENTIALS, REGION))
            : Optional.empty();
    this.eventBus = EventBus.start();
    this.properties = new SdkProperties(sdkProperties());
    s3.createBucket(BUCKET);
    if (hasTable()) {
      dynamoDb.get().createTable(TABLE);
    }
  }

  private static boolean isInstalled(String name) {
    try {
      Class.forName(name, false, DemoEngines.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }

  /** Whether there is a DynamoDB; without it, events and the table's content are missing. */
  public boolean hasTable() {
    return dynamoDb.isPresent();
  }

  /** What the stages of a snapshot use. Without a table, nothing is compared with the past. */
  public Environment environment(AwsClients clients, Clock clock, Progress progress) {
    Settings read = Settings.from(settings());
    if (hasTable()) {
      return Environment.inAws(read, clients, clock, progress);
    }
    ObjectStore store = new S3ObjectStore(clients.s3(), BUCKET);
    return new Environment(
        read, clients, store, new DirectoryHistory(store, read.keys()), clock, progress);
  }

  public static DemoEngines start(Fleet fleet) {
    return new DemoEngines(fleet);
  }

  /**
   * A property for the endpoint of each service, because an environment variable for a single
   * service would override the property for all services.
   */
  private Map<String, String> sdkProperties() {
    String simulator = ecs.endpoint().toString();
    return Map.ofEntries(
        Map.entry("aws.endpointUrl", simulator),
        Map.entry("aws.endpointUrlEcs", simulator),
        Map.entry("aws.endpointUrlSts", simulator),
        Map.entry("aws.endpointUrlOrganizations", simulator),
        Map.entry("aws.endpointUrlS3", s3.endpoint().toString()),
        Map.entry(
            "aws.endpointUrlDynamoDb",
            hasTable() ? dynamoDb.get().endpoint().toString() : simulator),
        Map.entry("aws.endpointUrlEventBridge", eventBus.endpoint().toString()),
        Map.entry("aws.ignoreConfiguredEndpointUrls", "false"),
        Map.entry("aws.region", REGION.id()),
        Map.entry("aws.accessKeyId", CREDENTIALS.accessKeyId()),
        Map.entry("aws.secretAccessKey", CREDENTIALS.secretAccessKey()),
        Map.entry("aws.useFipsEndpoint", "false"),
        Map.entry("aws.useDualstackEndpoint", "false"),
        Map.entry("http.nonProxyHosts", "localhost|127.*|[::1]"));
  }

  /** The simulator, for simulated faults. */
  public EcsSimulator ecs() {
    return ecs;
  }

  /** The bus, with every event that it accepted. */
  public EventBus eventBus() {
    return eventBus;
  }

  /** The function's settings: all regions of the fleet, the bucket, the table and the policy. */
  public Map<String, String> settings() {
    Stream<String> regions = fleet.accounts().getFirst().regions().stream().map(Fleet.Region::name);
    return Map.of(
        Settings.BUCKET,
        BUCKET,
        Settings.TABLE,
        TABLE,
        Settings.REGIONS,
        regions.collect(Collectors.joining(",")),
        Settings.READS_PER_SECOND,
        String.valueOf(READS_PER_SECOND),
        Settings.TAG_POLICY,
        TAG_POLICY);
  }

  @Override
  public void close() {
    properties.close();
    ecs.close();
    s3.close();
    if (hasTable()) {
      dynamoDb.get().close();
    }
    eventBus.close();
  }
}
