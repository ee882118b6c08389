package dev.ecsinventory.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.EcsReader;
import dev.ecsinventory.aws.PatientHttp;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.checkpoint.RunId;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.config.SnapshotRequest;
import dev.ecsinventory.format.JsonLinesDecoder;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.simulator.EcsSimulator;
import dev.ecsinventory.simulator.EventBus;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fault.FaultScript;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import dev.ecsinventory.store.DirectoryObjectStore;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.verify.CurrentItems;
import dev.ecsinventory.write.state.StateTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Runs the pipeline on a simulated fleet over real HTTP and writes to a directory. The clock is
 * fixed, so that two runs can be compared byte for byte.
 */
public final class Exporter implements AutoCloseable {
  public static final String SCHEDULED = "{\"time\":\"2026-01-15T06:00:00Z\",\"detail\":{}}";
  public static final Instant NOW = Instant.parse("2026-01-15T06:00:07.250Z");

  /**
   * The time of validation, later than that of every event, because these tests do not check the
   * validation of times.
   */
  private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

  /** The time from the event to {@link #NOW}. */
  private static final Duration DELAY = Duration.ofMillis(7250);

  private static final Backoff QUICK =
      new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(5));

  private static final JsonMapper MAPPER = new JsonMapper();

  static {
    // Maven sets these for its tests; other users of this class do not.
    Map.of("aws.accessKeyId", "AKIDEXAMPLE", "aws.secretAccessKey", "secret")
        .forEach((name, value) -> System.getProperties().putIfAbsent(name, value));
  }

  private final EcsSimulator simulator;
  private final Path directory;
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, URI> addresses = new HashMap<>();
  private StateTable table = StateTable.NONE;
  private Optional<Clock> clock = Optional.empty();
  private String requestId = RunId.LOCAL;
  private ObjectStore store;
  private Optional<CurrentItems> checked = Optional.empty();
  private BiFunction<String, ObjectNode, String> responseChange =
      (operation, response) -> response.toString();

  private Exporter(EcsSimulator simulator, Path directory) {
    this.simulator = simulator;
    this.directory = directory;
    this.store = new DirectoryObjectStore(directory);
    addresses.put("ecs", simulator.endpoint());
    addresses.put("sts", simulator.endpoint());
    set("INVENTORY_BUCKET", "inventory-bucket");
    set("INVENTORY_TABLE", "inventory-table");
    set("INVENTORY_REGIONS", "us-east-1");
    set("ECS_READS_PER_SECOND", "10000");
  }

  public static Exporter of(Fleet fleet, Path directory) {
    return of(fleet, SimulatorOptions.DEFAULTS, directory);
  }

  public static Exporter of(Fleet fleet, SimulatorOptions options, Path directory) {
    return new Exporter(EcsSimulator.start(fleet, options), directory);
  }

  public Exporter set(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Exporter unset(String name) {
    environment.remove(name);
    return this;
  }

  /** Discovers the accounts of the fleet's organization. */
  public Exporter organization() {
    addresses.put("organizations", simulator.endpoint());
    addresses.put("account", simulator.endpoint());
    return set("INVENTORY_ACCOUNTS", "organization");
  }

  /** Sends events to {@code bus}. */
  public Exporter events(EventBus bus) {
    addresses.put("events", bus.endpoint());
    return this;
  }

  public Exporter faults(FaultRule... rules) {
    simulator.faults(FaultScript.of(rules));
    return this;
  }

  /**
   * Changes responses of ECS: the function returns the body for an operation and the original
   * response.
   */
  Exporter changeResponses(BiFunction<String, ObjectNode, String> change) {
    responseChange = change;
    return this;
  }

  public Exporter table(StateTable stateTable) {
    table = stateTable;
    return this;
  }

  /** Checks the snapshots in the current store and continues with another one. */
  public Exporter store(ObjectStore objectStore) {
    assertConserved(Optional.empty());
    store = objectStore;
    return this;
  }

  /** A copy with the same fleet and settings, whose store and clock are independent. */
  Exporter copy() {
    Exporter copy = new Exporter(simulator, directory);
    copy.environment.putAll(environment);
    copy.addresses.putAll(addresses);
    copy.table = table;
    copy.store = store;
    copy.clock = clock;
    copy.requestId = requestId;
    copy.responseChange = responseChange;
    return copy;
  }

  /** Replaces the default clock, which is fixed shortly after the time of the event. */
  public Exporter clock(Clock other) {
    clock = Optional.of(other);
    return this;
  }

  /** Sets the Lambda request of the next runs. */
  public Exporter requestId(String id) {
    requestId = id;
    return this;
  }

  public EcsSimulator simulator() {
    return simulator;
  }

  public Row run() {
    return run(SCHEDULED);
  }

  public Row run(String event) {
    return run(event, Deadline.NONE, Progress.NONE);
  }

  public Row run(String event, Deadline deadline, Progress progress) {
    return result(event, deadline, progress).summary();
  }

  public SnapshotResult result() {
    return result(SCHEDULED, Deadline.NONE, Progress.NONE);
  }

  public SnapshotResult result(String event, Deadline deadline, Progress progress) {
    Settings settings = Settings.from(environment);
    SnapshotRequest request =
        SnapshotRequest.read(
            new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
            settings,
            () -> LATER);
    try (AwsClients clients = clients(settings)) {
      return new SnapshotPipeline(
              new Environment(
                  settings,
                  clients,
                  store,
                  table,
                  clock.orElse(Clock.fixed(request.id().time().plus(DELAY), ZoneOffset.UTC)),
                  progress))
          .run(request, requestId, deadline);
    }
  }

  /** Runs {@code work} with a new environment, as in a separate process. */
  public <T> T inEnvironment(Function<Environment, T> work) {
    Settings settings = Settings.from(environment);
    try (AwsClients clients = clients(settings)) {
      return work.apply(
          new Environment(
              settings,
              clients,
              store,
              table,
              clock.orElse(Clock.fixed(NOW, ZoneOffset.UTC)),
              Progress.NONE));
    }
  }

  private AwsClients clients(Settings settings) {
    return new AwsClients(
        settings.homeRegion(),
        settings.readsPerSecond(),
        EcsReader.DEFAULT_CONCURRENT_CALLS,
        QUICK,
        new ChangingHttpClient(
            new RoutedHttpClient(PatientHttp.client(), addresses), responseChange));
  }

  /** All lines of a dataset's JSON files. */
  public List<JsonNode> lines(Dataset dataset) {
    List<JsonNode> lines = new ArrayList<>();
    files().entrySet().stream()
        .filter(file -> file.getKey().startsWith("inventory/json/" + dataset.name() + "/"))
        .forEach(file -> lines.addAll(parse(file.getValue())));
    return lines;
  }

  public List<Row> rows(Dataset dataset) {
    return lines(dataset).stream().map(line -> JsonLinesDecoder.row(dataset, line)).toList();
  }

  private static List<JsonNode> parse(byte[] gzip) {
    try (GZIPInputStream text = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      List<JsonNode> lines = new ArrayList<>();
      for (String line : new String(text.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (!line.isEmpty()) {
          lines.add(MAPPER.readTree(line));
        }
      }
      return lines;
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  /** All files of the directory by key, except for the lock of writers. */
  public Map<String, byte[]> files() {
    return files(directory);
  }

  static Map<String, byte[]> files(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      Map<String, byte[]> files = new TreeMap<>();
      for (Path path :
          paths.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList()) {
        files.put(directory.relativize(path).toString(), Files.readAllBytes(path));
      }
      files.remove(".lock");
      return files;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Also checks the table when the exporter is closed. */
  public Exporter check(CurrentItems items) {
    checked = Optional.of(items);
    return this;
  }

  private void assertConserved(Optional<CurrentItems> items) {
    String prefix = environment.getOrDefault("INVENTORY_PREFIX", "inventory/");
    Conserved.assertConserved(store, new ObjectKeys(prefix), items);
  }

  @Override
  public void close() {
    simulator.close();
    assertConserved(checked);
  }
}
