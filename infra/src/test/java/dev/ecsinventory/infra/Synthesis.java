package dev.ecsinventory.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.settings.SettingSources;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * The app, synthesized as {@code cdk synth} does, with a stub as the archive of the function, which
 * does not affect the structure of the template.
 */
public record Synthesis(Path folder) {
  public static final String STORAGE = "EcsInventoryStorage";
  public static final String EXPORTER = "EcsInventoryExporter";
  public static final String MEMBER = "EcsInventoryMember";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Map<Map<String, Object>, Synthesis> SYNTHESES = new ConcurrentHashMap<>();

  /** Like {@link #of}, with one synthesis per context. */
  public static Synthesis once(Map<String, Object> context) {
    return SYNTHESES.computeIfAbsent(Map.copyOf(context), Synthesis::of);
  }

  /**
   * The stacks of the inventory's account, with {@code context} added to that of {@code cdk.json}.
   */
  public static Synthesis of(Map<String, Object> context) {
    try {
      Path folder = Files.createTempDirectory("cdk");
      App app = app(folder, context);
      InventoryApp.build(app, new Project(ROOT, stubArchive()), sources(context));
      app.synth();
      return new Synthesis(folder);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** A settings file without settings, overridden by {@code context}. */
  public static SettingSources sources(Map<String, Object> context) {
    return new SettingSources(Optional.empty(), context, ROOT);
  }

  /** The stack of a member account. */
  public static Synthesis ofMember() {
    try {
      Path folder = Files.createTempDirectory("cdk");
      App app = app(folder, Map.of());
      InventoryApp.buildMember(app);
      app.synth();
      return new Synthesis(folder);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  public Path file(String stack) {
    return folder.resolve(stack + ".template.json");
  }

  public JsonNode template(String stack) {
    return read(file(stack));
  }

  private static JsonNode read(Path file) {
    try {
      return MAPPER.readTree(file.toFile());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The manifest, which describes the stacks to the CDK's command line. */
  public JsonNode manifest() {
    return read(folder.resolve("manifest.json"));
  }

  /** All template files. */
  public List<Path> templates() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".template.json")).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The properties of the only resource of a type. */
  public JsonNode only(String stack, String type) {
    List<JsonNode> all = properties(stack, type);
    if (all.size() != 1) {
      throw new AssertionError(stack + " has " + all.size() + " of " + type);
    }
    return all.getFirst();
  }

  /** The properties of each resource of a type. */
  public List<JsonNode> properties(String stack, String type) {
    return resources(stack, type).map(resource -> resource.path("Properties")).toList();
  }

  public Stream<JsonNode> resources(String stack, String type) {
    JsonNode resources = template(stack).path("Resources");
    return StreamSupport.stream(resources.spliterator(), false)
        .filter(resource -> resource.path("Type").asText().equals(type));
  }

  private static App app(Path folder, Map<String, Object> context) throws IOException {
    Map<String, Object> all = new HashMap<>();
    MAPPER
        .readTree(ROOT.resolve("cdk.json").toFile())
        .path("context")
        .properties()
        .forEach(
            entry -> all.put(entry.getKey(), MAPPER.convertValue(entry.getValue(), Object.class)));
    all.putAll(context);
    return new App(AppProps.builder().outdir(folder.toString()).context(all).build());
  }

  private static Path stubArchive() throws IOException {
    Path archive = Files.createTempDirectory("code").resolve("lambda.zip");
    try (OutputStream file = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      ZipEntry entry = new ZipEntry("stub.txt");
      // Local time, so that the archive and its hash do not depend on the time zone.
      entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
      zip.putNextEntry(entry);
      zip.closeEntry();
    }
    return archive;
  }
}
