package dev.ecsinventory.cli.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.ecsinventory.cli.engine.EmbeddedDynamoDb;
import dev.ecsinventory.cli.engine.EmbeddedS3;
import dev.ecsinventory.handler.InventoryHandler;
import dev.ecsinventory.simulator.EcsSimulator;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import dev.ecsinventory.simulator.runtime.FunctionProcess;
import dev.ecsinventory.simulator.runtime.Invocation;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;

/**
 * The deployed archive has a limited size, and its excluded classes are not needed: it writes the
 * same bytes as the complete class path.
 */
@Execution(ExecutionMode.CONCURRENT)
class PackagedFunctionTest {
  private static final long MAX_BYTES = 20_000_000;
  private static final Path ARCHIVE = Path.of("..", "lambda", "target", "lambda.zip");
  private static final Path WHOLE = Path.of("..", "lambda", "target", "function-whole");
  private static final String HANDLER = InventoryHandler.class.getName();
  private static final AwsBasicCredentials CREDENTIALS =
      AwsBasicCredentials.create("AKIDEXAMPLE", "secret");
  private static final List<String> ACCOUNTS = List.of("123456789012", "210987654321");
  private static final List<String> REGIONS = List.of("us-east-1", "eu-central-1");
  private static final Fleet FLEET =
      FleetGenerator.uniform(4).generate(new FleetSize(2, 3, 2), ACCOUNTS, REGIONS);

  @TempDir private Path directory;

  @BeforeEach
  void needTheArchive() {
    assumeTrue(Files.isRegularFile(ARCHIVE), "skipped: " + ARCHIVE + " is built by package");
  }

  @Test
  void isNoLargerThanTwentyMegabytes() throws IOException {
    long bytes = Files.size(ARCHIVE);

    assertTrue(
        bytes <= MAX_BYTES,
        () ->
            "%s has %,d bytes; accepted: %,d. Before it is compressed, these are its largest parts:%n%s"
                .formatted(ARCHIVE, bytes, MAX_BYTES, largestParts()));
  }

  @Test
  void namesTheLicensesOfItsLibraries() throws Exception {
    function(ARCHIVE);
    Path task = directory.resolve("task");
    String list = Files.readString(task.resolve("THIRD-PARTY.txt"));
    List<String> modules;
    try (JarFile jar = new JarFile(task.resolve("lib/function.jar").toFile())) {
      modules =
          jar.stream()
              .map(entry -> entry.getName().split("/"))
              .filter(name -> name.length == 3 && name[1].equals("software.amazon.awssdk"))
              .map(name -> "(software.amazon.awssdk:" + name[2] + ":")
              .distinct()
              .toList();
    }
    assertTrue(modules.size() > 20, modules::toString);
    assertEquals(List.of(), modules.stream().filter(module -> !list.contains(module)).toList());
    assertFalse(list.toLowerCase(Locale.ROOT).contains("unknown license"), list);
    assertTrue(Files.exists(task.resolve("LICENSE")));
    assertTrue(Files.exists(task.resolve("NOTICE")));
    List<String> withoutText = new ArrayList<>();
    for (String library : list.lines().filter(line -> line.contains(" - http")).toList()) {
      if (!library.contains("(Apache-2.0)") && !hasText(task.resolve("licenses"), library)) {
        withoutText.add(library);
      }
    }
    assertEquals(List.of(), withoutText);
  }

  /** The text is in a file of the library, or of the name of the library or of its license. */
  private static boolean hasText(Path licenses, String library) throws IOException {
    String[] names = library.replaceFirst(".*\\(([^()]+) - http.*", "$1").split(":");
    Path own = licenses.resolve(names[1] + "-" + names[2] + "-jar");
    if (Files.exists(own)) {
      try (Stream<Path> files = Files.walk(own)) {
        if (files.anyMatch(Files::isRegularFile)) {
          return true;
        }
      }
    }
    boolean isEclipse = library.contains("EPL-2.0") || library.contains("Eclipse Public License");
    return Files.exists(licenses.resolve((isEclipse ? "EPL-2.0" : names[1]) + ".txt"));
  }

  @Test
  void containsOnlyClassesThatPassVerification() throws Exception {
    function(ARCHIVE);
    Path jar = directory.resolve("task").resolve("lib/function.jar");
    List<String> rejected = new ArrayList<>();
    int accepted = 0;
    try (JarFile classes = new JarFile(jar.toFile());
        URLClassLoader loader =
            new URLClassLoader(
                new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      for (String name : shrunken(classes)) {
        try {
          // Classes are linked, which verifies them, and not initialized.
          Class.forName(name, false, loader).getDeclaredMethods();
          accepted++;
        } catch (LinkageError rejection) {
          rejected.add(name + ": " + rejection);
        }
      }
    }
    assertEquals(List.of(), rejected);
    assertTrue(accepted > 1000, () -> "only a few classes were looked at");
  }

  private static List<String> shrunken(JarFile classes) {
    return classes.stream()
        .map(JarEntry::getName)
        .filter(name -> name.endsWith(".class"))
        .filter(name -> name.contains("/services/") || name.contains("/fastutil/"))
        .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
        .toList();
  }

  @Test
  void writesTheSameBytesAsTheCompleteClassPath() throws Exception {
    Path policy = Path.of("..", "policies", "demo.json").toAbsolutePath();

    Map<String, byte[]> packaged = files(function(ARCHIVE), "file:" + policy);
    Map<String, byte[]> complete = files(completeFunction(), "file:" + policy);

    assertEquals(complete.keySet(), packaged.keySet());
    assertTrue(
        packaged.keySet().stream().anyMatch(key -> key.contains("parquet/tag_violations/")),
        packaged.keySet()::toString);
    complete.forEach(
        (key, bytes) ->
            assertEquals(
                new String(bytes, StandardCharsets.ISO_8859_1),
                new String(packaged.get(key), StandardCharsets.ISO_8859_1),
                key));
  }

  @Test
  void readsTheEffectivePolicyOfEachAccount() throws Exception {
    Map<String, byte[]> files = files(function(ARCHIVE), "organizations");

    String policies =
        files.entrySet().stream()
            .filter(file -> file.getKey().contains("policies/"))
            .map(file -> new String(file.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining());
    assertTrue(policies.contains("Owner"), files.keySet()::toString);
  }

  /** The data files, policies and items of a snapshot of either function. */
  private Map<String, byte[]> files(FunctionProcess function, String policy) throws Exception {
    Path objects = Files.createTempDirectory(directory, "objects");
    HttpServer organizations = organizations();
    try (EmbeddedS3 s3 = EmbeddedS3.inDirectory(objects, CREDENTIALS);
        EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.start(CREDENTIALS, Region.US_EAST_1);
        EcsSimulator ecs = EcsSimulator.start(FLEET, SimulatorOptions.DEFAULTS)) {
      s3.createBucket("inventory-bucket");
      dynamoDb.createTable("inventory-table");
      Map<String, String> environment = environment(ecs.endpoint(), organizations);
      environment.put("AWS_ENDPOINT_URL_S3", s3.endpoint().toString());
      environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString());
      environment.put("TAG_POLICY", policy);
      Invocation invocation =
          function.invoke(
              HANDLER, Files.readString(Path.of("..", "events", "scheduled.json")), environment);
      assertTrue(invocation.response().contains("\"COMPLETE\""), invocation::log);
      assertTrue(invocation.log().contains("\"_aws\""), invocation::log);
      assertFalse(invocation.log().contains("SLF4J"), invocation::log);
    } finally {
      organizations.stop(0);
    }
    return read(objects);
  }

  private static Map<String, String> environment(URI ecs, HttpServer organizations) {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_ENDPOINT_URL", ecs.toString());
    environment.put(
        "AWS_ENDPOINT_URL_ORGANIZATIONS",
        "http://localhost:" + organizations.getAddress().getPort());
    environment.put("AWS_ACCESS_KEY_ID", CREDENTIALS.accessKeyId());
    environment.put("AWS_SECRET_ACCESS_KEY", CREDENTIALS.secretAccessKey());
    environment.put("AWS_REGION", REGIONS.getFirst());
    environment.put("INVENTORY_BUCKET", "inventory-bucket");
    environment.put("INVENTORY_TABLE", "inventory-table");
    environment.put("INVENTORY_REGIONS", String.join(",", REGIONS));
    environment.put("INVENTORY_ROLES", "arn:aws:iam::%s:role/reader".formatted(ACCOUNTS.getLast()));
    environment.put("ECS_READS_PER_SECOND", "1000");
    return environment;
  }

  private static HttpServer organizations() throws IOException {
    byte[] response =
        """
        {"EffectivePolicy": {"PolicyContent": "{\\"tags\\":{\\"owner\\":{\\"tag_key\\":\\"Owner\\"}}}"}}
        """
            .getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, response.length);
            exchange.getResponseBody().write(response);
          }
        });
    server.start();
    return server;
  }

  /** All attributes except for the time of the snapshot. */
  private static Map<String, byte[]> read(Path objects) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (Stream<Path> walk = Files.walk(objects)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String key = objects.relativize(file).toString();
        if (Stream.of("/snapshots/", "/manifests/", "/staging/", "/reports/")
            .noneMatch(key::contains)) {
          files.put(key, Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  private FunctionProcess function(Path archive) throws Exception {
    try (InputStream zip = Files.newInputStream(archive)) {
      return FunctionProcess.unpack(zip, Files.createDirectory(directory.resolve("task")));
    }
  }

  private FunctionProcess completeFunction() throws Exception {
    return FunctionProcess.of(WHOLE);
  }

  private static String largestParts() {
    Path classes = ARCHIVE.resolveSibling("function-classes");
    try (Stream<Path> files = Files.walk(classes)) {
      Map<String, Long> sizes =
          files
              .filter(Files::isRegularFile)
              .collect(
                  Collectors.groupingBy(
                      file -> part(classes.relativize(file)),
                      Collectors.summingLong(file -> file.toFile().length())));
      return sizes.entrySet().stream()
          .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
          .limit(20)
          .map(part -> "%,12d %s".formatted(part.getValue(), part.getKey()))
          .collect(Collectors.joining("\n"));
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  private static String part(Path file) {
    int deepest = Math.min(5, Math.max(1, file.getNameCount() - 1));
    return file.subpath(0, deepest).toString();
  }
}
